package dev.winnow.schemas.plugin;

/**
 * An extension that recipes or command lines name. A seam, such as checks or engines, has an
 * interface that extends this one and says what is created from the options. An implementation is
 * public, has a public constructor without parameters, is thread-safe, and is named in {@code
 * META-INF/services/} under the seam's interface.
 *
 * @param <C> holds the options: every component has a {@link PluginOption}, and the compact
 *     constructor refuses what is out of range with a {@link BadOptionsException}, see {@link
 *     OptionRules}
 */
public interface Plugin<C extends Record> {
  /**
   * The name that it is chosen by: 1 to 64 lower-case letters, digits and {@code _}, the first a
   * letter. No two plug-ins of a seam have the same.
   */
  String name();

  /** What it does, as one line for people. */
  String summary();

  /** The class of the record that holds its options. */
  Class<C> options();
}
