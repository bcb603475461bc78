package dev.winnow.schemas.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds given options to an options record, and writes such a record. Pure. Sizes are limited,
 * because the options may come from records that anyone can write.
 */
public final class Options {
  /** Maximum number of given options of one plug-in. */
  public static final int MAX_GIVEN = 64;

  /** Maximum number of characters of a value. */
  public static final int MAX_VALUE_CHARS = 64 * 1024;

  /** Maximum number of values of a list option. */
  public static final int MAX_VALUES = 10_000;

  private static final String BETWEEN_VALUES = "\n";

  private Options() {}

  /**
   * Creates the record from these options. Options that are left out have their defaults.
   *
   * @param given values by the option's name; a list option has one value for each line
   * @throws BadOptionsException that names all unknown, missing and wrong options, and numbers out
   *     of range. The record's own rules are checked only if all options can be read
   */
  public static <C extends Record> C bind(Class<C> type, Map<String, String> given) {
    List<OptionProblem> problems = new ArrayList<>();
    List<OptionInfo> known = OptionSchema.of(type);
    refuseUnknown(given, known, problems);
    List<OptionProblem> outOfRange = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      try {
        values[i] = value(known.get(i), OptionSchema.valueType(components[i]), given);
        OptionRules.outOfRange(known.get(i), values[i]).ifPresent(outOfRange::add);
      } catch (BadOptionsException e) {
        problems.addAll(e.problems());
      }
    }
    // A record that checks its ranges reports them with its other rules; not every record does.
    Optional<C> options =
        problems.isEmpty() ? Optional.of(create(type, components, values)) : Optional.empty();
    problems.addAll(outOfRange);
    if (!problems.isEmpty()) {
      throw new BadOptionsException(problems);
    }
    return options.orElseThrow();
  }

  /** Returns all options that have a value, sorted; {@link #bind} reads them back. */
  public static SequencedMap<String, String> write(Record options) {
    SequencedMap<String, String> written = new TreeMap<>();
    List<OptionInfo> known = OptionSchema.of(options.getClass());
    RecordComponent[] components = options.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      List<String> texts = texts(read(components[i], options));
      if (!texts.isEmpty()) {
        written.put(known.get(i).name(), join(texts));
      }
    }
    return written;
  }

  /** Joins several values of one option as {@link #bind} accepts them. */
  public static String join(List<String> values) {
    return String.join(BETWEEN_VALUES, values);
  }

  /** Splits the values that {@link #join} joined. */
  public static List<String> split(String values) {
    return List.of(values.split(BETWEEN_VALUES, -1));
  }

  private static void refuseUnknown(
      Map<String, String> given, List<OptionInfo> known, List<OptionProblem> problems) {
    List<String> names = known.stream().map(OptionInfo::name).toList();
    if (given.size() > MAX_GIVEN) {
      throw new BadOptionsException(
          "", "at most %d options, not %d".formatted(MAX_GIVEN, given.size()));
    }
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                problems.add(
                    new OptionProblem(
                        OptionProblem.shown(name),
                        names.isEmpty()
                            ? "unknown; there are no options"
                            : "unknown; known are " + String.join(", ", names)));
              } else if (value.length() > MAX_VALUE_CHARS) {
                problems.add(
                    new OptionProblem(name, "at most %d characters".formatted(MAX_VALUE_CHARS)));
              }
            });
  }

  private static Object value(OptionInfo option, Class<?> type, Map<String, String> given) {
    Optional<String> text = Optional.ofNullable(given.get(option.name())).or(option::defaultValue);
    if (text.isEmpty() && option.isRequired()) {
      throw new BadOptionsException(option.name(), "is required");
    }
    return switch (option.shape()) {
      case ONE -> OptionValues.parse(option, type, text.orElseThrow());
      case OPTIONAL -> text.map(some -> OptionValues.parse(option, type, some));
      case LIST -> text.map(some -> values(option, type, some)).orElse(List.of());
    };
  }

  private static List<Object> values(OptionInfo option, Class<?> type, String text) {
    List<String> texts = split(text);
    if (texts.size() > MAX_VALUES) {
      throw new BadOptionsException(option.name(), "at most %d values".formatted(MAX_VALUES));
    }
    return texts.stream().map(some -> OptionValues.parse(option, type, some)).toList();
  }

  private static <C extends Record> C create(
      Class<C> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<C> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      // A failure of the record itself refuses the options too: no option may stop a stream.
      throw PluginCalls.refusal(type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be created", e);
    }
  }

  private static Object read(RecordComponent component, Record options) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static List<String> texts(Object value) {
    return switch (value) {
      case Optional<?> some -> some.map(OptionValues::write).map(List::of).orElse(List.of());
      case List<?> several -> several.stream().map(OptionValues::write).toList();
      default -> List.of(OptionValues.write(value));
    };
  }
}
