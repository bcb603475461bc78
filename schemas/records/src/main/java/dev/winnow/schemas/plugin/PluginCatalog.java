package dev.winnow.schemas.plugin;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The plug-ins of one extension point, by name. Immutable and thread-safe.
 *
 * @param <P> interface of the extension point
 */
public final class PluginCatalog<P extends Plugin<?>> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final String kind;
  private final Map<String, P> byName;

  private PluginCatalog(String kind, Map<String, P> byName) {
    this.kind = kind;
    this.byName = byName;
  }

  /**
   * Returns the plug-ins on the class path.
   *
   * @param kind name of the kind for error messages, such as {@code check}
   * @throws IllegalStateException if a plug-in cannot be loaded, is not usable, or has the name of
   *     another
   */
  public static <P extends Plugin<?>> PluginCatalog<P> installed(String kind, Class<P> type) {
    return of(kind, () -> loading(kind, type, ServiceLoader.load(type).iterator()));
  }

  /**
   * Returns a catalog of these plug-ins.
   *
   * @throws IllegalStateException if a plug-in is not usable, or has the name of another
   */
  public static <P extends Plugin<?>> PluginCatalog<P> of(String kind, Iterable<P> plugins) {
    Map<String, P> byName = new TreeMap<>();
    for (P plugin : plugins) {
      requireUsable(plugin);
      P other = byName.putIfAbsent(plugin.name(), plugin);
      if (other != null) {
        throw new IllegalStateException(
            "two plug-ins are the %s '%s': %s and %s; leave one of them off the class path"
                .formatted(
                    kind, plugin.name(), other.getClass().getName(), plugin.getClass().getName()));
      }
    }
    return new PluginCatalog<>(kind, byName);
  }

  /** Returns the plug-in with this name. */
  public Optional<P> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns the plug-in with this name.
   *
   * @throws BadOptionsException if there is none; the message lists the known names
   */
  public P require(String name) {
    return find(name).orElseThrow(() -> new BadOptionsException("", unknown(name)));
  }

  /**
   * Returns these options of a plug-in, completed by the defaults of all others, sorted.
   *
   * @throws BadOptionsException if there is no such plug-in, or the options are not legal
   */
  public SequencedMap<String, String> complete(String name, Map<String, String> options) {
    return Options.write(Options.bind(require(name).options(), options));
  }

  /** Returns the message for a name that no plug-in has, with the known names. */
  public String unknown(String name) {
    return "there is no %s '%s'; use one of %s".formatted(kind, OptionProblem.shown(name), names());
  }

  /** Returns the names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns all plug-ins, sorted by name. */
  public List<P> all() {
    return List.copyOf(byName.values());
  }

  /** Reports a plug-in that cannot be loaded, with the loader's error as the cause. */
  private static <P> Iterator<P> loading(String kind, Class<P> type, Iterator<P> loaded) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return load(loaded::hasNext);
      }

      @Override
      public P next() {
        return load(loaded::next);
      }

      private <T> T load(java.util.function.Supplier<T> step) {
        try {
          return step.get();
        } catch (ServiceConfigurationError e) {
          throw new IllegalStateException(
              "a %s cannot be loaded; mend or remove its line in META-INF/services/%s: %s"
                  .formatted(kind, type.getName(), e.getMessage()),
              e);
        }
      }
    };
  }

  private static void requireUsable(Plugin<?> plugin) {
    String type = plugin.getClass().getName();
    if (!NAME.matcher(plugin.name()).matches()) {
      throw new IllegalStateException(
          "%s: its name '%s' must match %s".formatted(type, plugin.name(), NAME));
    }
    if (plugin.summary().isBlank()) {
      throw new IllegalStateException(type + ": its summary must not be blank");
    }
    List<OptionInfo> options = OptionSchema.of(plugin.options());
    if (options.stream().map(OptionInfo::name).distinct().count() < options.size()) {
      throw new IllegalStateException(type + ": two of its options have one name");
    }
  }
}
