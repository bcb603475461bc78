package dev.winnow.verifier.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The installed checks, by type. Immutable and thread-safe. */
public final class CheckPlugins {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final CheckPlugins INSTALLED = of(ServiceLoader.load(CheckPlugin.class));

  private final Map<String, CheckPlugin> byType;

  private CheckPlugins(Map<String, CheckPlugin> byType) {
    this.byType = byType;
  }

  /** Returns the checks on the class path. */
  public static CheckPlugins installed() {
    return INSTALLED;
  }

  /**
   * Returns these checks.
   *
   * @throws IllegalStateException if two have one type, or a type is not a legal name
   */
  static CheckPlugins of(Iterable<CheckPlugin> plugins) {
    Map<String, CheckPlugin> byType = new TreeMap<>();
    for (CheckPlugin plugin : plugins) {
      if (!TYPE.matcher(plugin.type()).matches()) {
        throw new IllegalStateException(
            "%s: its type '%s' must match %s".formatted(plugin.getClass(), plugin.type(), TYPE));
      }
      CheckPlugin other = byType.putIfAbsent(plugin.type(), plugin);
      if (other != null) {
        throw new IllegalStateException(
            "two checks have the type '%s': %s and %s; leave one of them off the class path"
                .formatted(plugin.type(), other.getClass(), plugin.getClass()));
      }
    }
    return new CheckPlugins(byType);
  }

  /** Returns the check with this type. */
  Optional<CheckPlugin> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** Returns the names that recipes can use, sorted. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** Returns all checks, by type. */
  public List<CheckPlugin> all() {
    return List.copyOf(byType.values());
  }
}
