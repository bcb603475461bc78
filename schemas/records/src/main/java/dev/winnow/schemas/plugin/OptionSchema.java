package dev.winnow.schemas.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes the options of a record. Pure. */
public final class OptionSchema {
  private static final Map<Type, OptionType> TYPES =
      Map.ofEntries(
          Map.entry(int.class, OptionType.INT),
          Map.entry(Integer.class, OptionType.INT),
          Map.entry(long.class, OptionType.LONG),
          Map.entry(Long.class, OptionType.LONG),
          Map.entry(double.class, OptionType.DOUBLE),
          Map.entry(Double.class, OptionType.DOUBLE),
          Map.entry(boolean.class, OptionType.BOOLEAN),
          Map.entry(Boolean.class, OptionType.BOOLEAN),
          Map.entry(String.class, OptionType.STRING),
          Map.entry(Duration.class, OptionType.DURATION),
          Map.entry(Path.class, OptionType.PATH),
          Map.entry(URI.class, OptionType.URI));

  private OptionSchema() {}

  /**
   * Returns the options of a record, in the order of its components.
   *
   * @throws IllegalStateException if a component has no {@link PluginOption}, or a type that is not
   *     supported
   */
  public static List<OptionInfo> of(Class<? extends Record> options) {
    return Stream.of(options.getRecordComponents()).map(OptionSchema::info).toList();
  }

  private static OptionInfo info(RecordComponent component) {
    PluginOption option = component.getAnnotation(PluginOption.class);
    if (option == null) {
      throw new IllegalStateException(described(component) + " needs @PluginOption");
    }
    Class<?> type = valueType(component);
    OptionType known = type.isEnum() ? OptionType.ENUM : TYPES.get(type);
    if (known == null) {
      throw new IllegalStateException(
          "%s: an option cannot be of the type %s".formatted(described(component), type.getName()));
    }
    return new OptionInfo(
        option.name().isEmpty() ? snakeCase(component.getName()) : option.name(),
        known,
        shape(component),
        isRequired(component, option),
        defaultValue(option),
        words(type),
        option.help(),
        option.min(),
        option.max(),
        option.example(),
        option.placeholder().isEmpty() ? known.placeholder() : option.placeholder(),
        option.fromFile(),
        option.json());
  }

  /** Returns the class of one value: the element of an Optional or a List, or the component. */
  static Class<?> valueType(RecordComponent component) {
    Type type = component.getGenericType();
    boolean isOne = shape(component) == OptionInfo.Shape.ONE;
    Type value =
        type instanceof ParameterizedType of && !isOne ? of.getActualTypeArguments()[0] : type;
    if (value instanceof Class<?> known) {
      return known;
    }
    throw new IllegalStateException(
        described(component) + ": an option cannot be of the type " + type);
  }

  private static OptionInfo.Shape shape(RecordComponent component) {
    if (component.getType() == Optional.class) {
      return OptionInfo.Shape.OPTIONAL;
    }
    return component.getType() == List.class ? OptionInfo.Shape.LIST : OptionInfo.Shape.ONE;
  }

  private static boolean isRequired(RecordComponent component, PluginOption option) {
    return option.required()
        || (shape(component) == OptionInfo.Shape.ONE && defaultValue(option).isEmpty());
  }

  private static Optional<String> defaultValue(PluginOption option) {
    return Optional.of(option.defaultValue()).filter(text -> !text.equals(PluginOption.NO_DEFAULT));
  }

  private static List<String> words(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(OptionSchema::word).toList()
        : List.of();
  }

  /** Returns the written form of an enum constant. */
  static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String described(RecordComponent component) {
    return component.getDeclaringRecord().getName() + "." + component.getName();
  }
}
