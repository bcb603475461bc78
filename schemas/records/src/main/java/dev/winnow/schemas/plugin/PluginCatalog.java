package dev.winnow.schemas.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of one extension point, by name. Those on the class path are loaded when they are
 * first asked for, so that a bad one stops only what needs plug-ins of its kind: every method may
 * throw a {@link BadPluginException}. Thread-safe.
 *
 * @param <P> interface of the extension point
 */
public final class PluginCatalog<P extends Plugin<?>> {
  private final PluginKind kind;
  private final Supplier<List<Listed<P>>> loader;
  private @Nullable Map<String, Listed<P>> byName;

  /**
   * A plug-in.
   *
   * @param type class that its author wrote
   */
  private record Listed<P>(P plugin, Class<?> type) {}

  private PluginCatalog(PluginKind kind, Supplier<List<Listed<P>>> loader) {
    this.kind = kind;
    this.loader = loader;
  }

  /**
   * Returns the plug-ins on the class path.
   *
   * @param kind name of the kind for error messages, such as {@code check}
   * @param reserved names that no option may have, because recipes have fields of these names
   *     beside the options
   */
  public static <P extends Plugin<?>> PluginCatalog<P> installed(
      String kind, Class<P> type, Set<String> reserved) {
    PluginKind of = new PluginKind(kind, Optional.of(type), reserved);
    return new PluginCatalog<>(of, () -> loaded(of, type));
  }

  /**
   * Returns a catalog of these plug-ins.
   *
   * @throws BadPluginException if a plug-in is not usable, or has the name of another
   */
  public static <P extends Plugin<?>> PluginCatalog<P> of(String kind, Iterable<P> plugins) {
    List<Listed<P>> listed = new ArrayList<>();
    plugins.forEach(plugin -> listed.add(new Listed<>(plugin, plugin.getClass())));
    return new PluginCatalog<>(new PluginKind(kind, Optional.empty(), Set.of()), () -> listed)
        .load();
  }

  /**
   * Returns the same plug-ins as another side of the program sees them, such as with options of
   * their own on the command line.
   *
   * @param side returns the plug-in of the same name as that side sees it
   */
  public <Q extends Plugin<?>> PluginCatalog<Q> seenAs(Function<P, Q> side) {
    return new PluginCatalog<>(
        new PluginKind(kind.name(), kind.service(), Set.of()),
        () ->
            byName().values().stream()
                .map(listed -> new Listed<>(side.apply(listed.plugin()), listed.type()))
                .toList());
  }

  /**
   * Loads the plug-ins now, so that a bad one stops a process at its start.
   *
   * @throws BadPluginException if a plug-in cannot be loaded, is not usable, or has the name of
   *     another
   */
  public PluginCatalog<P> load() {
    Map<String, Listed<P>> unused = byName();
    return this;
  }

  /** Returns the plug-in with this name. */
  public Optional<P> find(String name) {
    return Optional.ofNullable(byName().get(name)).map(Listed::plugin);
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
    return "there is no %s '%s'; use one of %s"
        .formatted(kind.name(), OptionProblem.shown(name), names());
  }

  /** Returns the names, sorted. */
  public List<String> names() {
    return List.copyOf(byName().keySet());
  }

  /** Returns all plug-ins, sorted by name. */
  public List<P> all() {
    return byName().values().stream().map(Listed::plugin).toList();
  }

  /**
   * Returns the error for a plug-in of this catalog that cannot be used where it is needed.
   *
   * @param why the reason in words
   */
  public BadPluginException unusable(Plugin<?> plugin, String why) {
    Listed<P> listed = byName().get(plugin.name());
    return kind.unusable(plugin.name(), listed == null ? plugin.getClass() : listed.type(), why);
  }

  /** A failure is not kept: each caller gets one of its own. */
  private synchronized Map<String, Listed<P>> byName() {
    if (byName == null) {
      byName = usable(loader.get());
    }
    return byName;
  }

  private Map<String, Listed<P>> usable(List<Listed<P>> all) {
    Map<String, Listed<P>> usable = new TreeMap<>();
    for (Listed<P> listed : all) {
      String name = requireUsable(listed);
      Listed<P> other = usable.putIfAbsent(name, listed);
      if (other != null) {
        throw kind.twice(name, other.type(), listed.type());
      }
    }
    return usable;
  }

  /** Returns the name of a plug-in, whose own code may fail at every call. */
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the plug-in's code.
  private String requireUsable(Listed<P> listed) {
    Optional<String> problem;
    String name;
    try {
      name = Objects.requireNonNull(listed.plugin().name(), "its name is null");
      problem = PluginRules.problem(listed.plugin(), kind.reserved());
    } catch (Throwable e) {
      throw kind.failed(listed.type(), PluginCalls.ofPlugin(e));
    }
    if (problem.isPresent()) {
      throw kind.unusable(name, listed.type(), problem.get());
    }
    return name;
  }

  private static <P extends Plugin<?>> List<Listed<P>> loaded(PluginKind kind, Class<P> type) {
    List<Listed<P>> loaded = new ArrayList<>();
    try {
      ServiceLoader.load(type)
          .forEach(plugin -> loaded.add(new Listed<>(plugin, plugin.getClass())));
    } catch (Throwable e) {
      throw kind.notLoaded(type, PluginCalls.ofPlugin(e));
    }
    return List.copyOf(loaded);
  }
}
