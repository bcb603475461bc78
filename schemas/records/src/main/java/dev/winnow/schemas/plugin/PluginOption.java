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
  /** Says that there is no default; the empty text is a default like any other. */
  String NO_DEFAULT = "\0";

  /** Meaning, with unit and risk, as one line for users. The default is shown beside it. */
  String help();

  /** Name; the default is the component's name in lower case with {@code _} between words. */
  String name() default "";

  /**
   * Value if none is given, in its written form. Without a default, an {@code Optional} or a {@code
   * List} is empty, and any other option is required.
   */
  String defaultValue() default NO_DEFAULT;

  /** Whether a {@code List} must have a value. */
  boolean required() default false;

  /** Smallest legal number, checked by {@link OptionRules#inRange}. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest legal number. */
  double max() default Double.POSITIVE_INFINITY;

  /** A legal value, shown if a required one is missing. */
  String example() default "";

  /** Whether a recipe may name a file that holds the text, in the field {@code <name>_file}. */
  boolean fromFile() default false;

  /** Whether the text is JSON, so that a JSON request may hold the value in place of its text. */
  boolean json() default false;

  /** Name of the value in the help of a command line; the default depends on the type. */
  String placeholder() default "";
}
