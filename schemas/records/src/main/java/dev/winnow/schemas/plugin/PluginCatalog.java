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
 * The plug-ins of one seam, by name. Immutable and thread-safe.
 *
 * @param <P> the seam's interface
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
   * Those on the class path.
   *
   * @param kind what they are, for errors: {@code check}
   * @throws IllegalStateException if one cannot be loaded, is not usable, or has another's name
   */
  public static <P extends Plugin<?>> PluginCatalog<P> installed(String kind, Class<P> seam) {
    return of(kind, () -> loading(kind, seam, ServiceLoader.load(seam).iterator()));
  }

  /**
   * These.
   *
   * @throws IllegalStateException if one is not usable, or has another's name
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

  /** The one of this name. */
  public Optional<P> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The one of this name.
   *
   * @throws BadOptionsException if there is none; the message has the known names
   */
  public P require(String name) {
    return find(name).orElseThrow(() -> new BadOptionsException("", unknown(name)));
  }

  /**
   * These options of a plug-in and the defaults of all others that have a value, sorted.
   *
   * @throws BadOptionsException if there is no such plug-in, or it refuses the options
   */
  public SequencedMap<String, String> complete(String name, Map<String, String> options) {
    return Options.write(Options.bind(require(name).options(), options));
  }

  /** What to say of a name that no plug-in has, with those that there are. */
  public String unknown(String name) {
    return "there is no %s '%s'; use one of %s".formatted(kind, OptionProblem.shown(name), names());
  }

  /** The names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** All of them, by name. */
  public List<P> all() {
    return List.copyOf(byName.values());
  }

  /** Fails for each plug-in by itself, with the jar's own error as the cause. */
  private static <P> Iterator<P> loading(String kind, Class<P> seam, Iterator<P> loaded) {
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
                  .formatted(kind, seam.getName(), e.getMessage()),
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
