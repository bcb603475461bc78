package dev.winnow.schemas.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an option of a plug-in, on the record component that holds it. A component is an {@code
 * int}, {@code long}, {@code double}, {@code boolean}, {@code String}, enum, {@code Duration},
 * {@code Path} or {@code URI}, or an {@code Optional} or a {@code List} of one of these, with
 * wrapper types for the primitive ones.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PluginOption {
  /** What it means, with unit and risk, as one line for people. The default is shown beside it. */
  String help();

  /** Its name; left out, the component's in lower case with {@code _} between words. */
  String name() default "";

  /**
   * The value where none is given, as it would be written. Left out, the option is required, or
   * empty where it is an {@code Optional} or a {@code List}.
   */
  String defaultValue() default "";

  /** Whether a {@code List} must have a value; others are required where they have no default. */
  boolean required() default false;

  /** Least legal number, inclusive; {@link OptionRules#inRange} holds values to it. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Greatest legal number, inclusive. */
  double max() default Double.POSITIVE_INFINITY;

  /** A legal value to show where a required one is missing. */
  String example() default "";

  /** What stands for the value in the help of a command line; left out, the type's name. */
  String placeholder() default "";
}
