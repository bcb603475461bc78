package dev.winnow.schemas.plugin;

import java.util.Optional;
import java.util.Set;

/**
 * The kind of the plug-ins of a catalog, with the words for those that cannot be used.
 *
 * @param name name for messages, such as {@code check}
 * @param service interface of the extension point; empty if no service file lists the plug-ins
 * @param reserved names that no option may have
 */
record PluginKind(String name, Optional<Class<?>> service, Set<String> reserved) {
  /** Returns the error for a plug-in that is loaded and cannot be used. */
  BadPluginException unusable(String plugin, Class<?> type, String why) {
    return new BadPluginException(
        "%s plug-in '%s' (%s) cannot be used: %s; %s"
            .formatted(name, OptionProblem.shown(plugin), PluginSource.of(type), why, remedy()));
  }

  /** Returns the error for a plug-in whose own code fails before it is known. */
  BadPluginException failed(Class<?> type, Throwable cause) {
    String why =
        cause instanceof IllegalStateException known && known.getMessage() != null
            ? known.getMessage()
            : cause.toString();
    return new BadPluginException(
        "%s plug-in %s cannot be used: %s; %s"
            .formatted(name, PluginSource.of(type), why, remedy()),
        cause);
  }

  /** Returns the error for two plug-ins that have one name. */
  BadPluginException twice(String plugin, Class<?> one, Class<?> other) {
    return new BadPluginException(
        "two plug-ins are the %s '%s': %s, and %s; leave one of them off the class path"
            .formatted(name, plugin, PluginSource.of(one), PluginSource.of(other)));
  }

  /** Returns the error for a plug-in that the loader does not load. */
  BadPluginException notLoaded(Class<?> type, Throwable cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String root = root(cause);
    return new BadPluginException(
        "%s plug-in cannot be loaded: %s; mend it, or remove its line in %s"
            .formatted(
                name,
                why.contains(root) ? why : why + ": " + root,
                PluginSource.serviceFileNaming(type, why)),
        cause);
  }

  /** The loader says only that a plug-in could not be made; the reason is the last cause. */
  private static String root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == error ? "" : root.toString();
  }

  private String remedy() {
    return service
        .map(type -> "mend it, or remove its line in " + PluginSource.serviceFile(type))
        .orElse("mend it, or take it off the class path");
  }
}
