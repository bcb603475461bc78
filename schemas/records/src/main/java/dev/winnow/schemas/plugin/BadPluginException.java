package dev.winnow.schemas.plugin;

/**
 * Thrown for a plug-in on the class path that cannot be loaded or used. The message is one line
 * that names the plug-in, its jar and the remedy; who installs plug-ins must act.
 */
public final class BadPluginException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  BadPluginException(String message) {
    super(message);
  }

  BadPluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
