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
 * Makes a record of options of what is given, and back. Pure; bounded whatever is given, which may
 * come from records that anyone writes.
 */
public final class Options {
  /** Most options of one plug-in that may be given. */
  public static final int MAX_GIVEN = 64;

  /** Most characters of a value. */
  public static final int MAX_VALUE_CHARS = 64 * 1024;

  /** Most values of an option that takes several. */
  public static final int MAX_VALUES = 10_000;

  private static final String BETWEEN_VALUES = "\n";

  private Options() {}

  /**
   * The record that these options make; those left out have their defaults.
   *
   * @param given values by the option's name; several values of one option stand in a line each
   * @throws BadOptionsException if there are unknown, missing or wrong ones: it names all of them;
   *     what only the record's own rules refuse is named where everything else is right
   */
  public static <C extends Record> C bind(Class<C> type, Map<String, String> given) {
    List<OptionProblem> problems = new ArrayList<>();
    List<OptionInfo> known = OptionSchema.of(type);
    refuseUnknown(given, known, problems);
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      try {
        values[i] = value(known.get(i), OptionSchema.valueType(components[i]), given);
      } catch (BadOptionsException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadOptionsException(problems);
    }
    return create(type, components, values);
  }

  /** Every option with its value, sorted; an empty one is left out. {@link #bind} reads it back. */
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

  /** Several values of one option as {@link #bind} takes them. */
  public static String join(List<String> values) {
    return String.join(BETWEEN_VALUES, values);
  }

  /** The values that {@link #join} has joined. */
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
      throw refused(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be created", e);
    }
  }

  /** A record's own failure refuses the options too: nothing that is given may stop a stream. */
  private static BadOptionsException refused(@Nullable Throwable cause) {
    if (cause instanceof BadOptionsException known) {
      return known;
    }
    String message =
        cause instanceof IllegalArgumentException && cause.getMessage() != null
            ? cause.getMessage()
            : "cannot be used: " + cause;
    BadOptionsException refused = new BadOptionsException("", message);
    refused.initCause(cause);
    return refused;
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
