package dev.winnow.schemas.plugin;

/**
 * An extension that recipes or command lines name. An extension point, such as checks or engines,
 * has an interface that extends this one and declares what is created from the options. An
 * implementation is public, has a public constructor without parameters, is thread-safe, and is
 * listed in {@code META-INF/services/} under that interface.
 *
 * @param <C> record of the options: every component has a {@link PluginOption}, and the compact
 *     constructor throws a {@link BadOptionsException} for values out of range, see {@link
 *     OptionRules}
 */
public interface Plugin<C extends Record> {
  /**
   * Returns the name by which it is chosen: 1 to 64 lower-case letters, digits and {@code _},
   * beginning with a letter. The name is unique within the extension point.
   */
  String name();

  /** Returns its purpose, as one line for users. */
  String summary();

  /** Returns the class of the record that holds its options. */
  Class<C> options();
}
