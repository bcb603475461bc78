package dev.winnow.runtime.access;

import dev.winnow.schemas.text.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do: one line for each action, with who, what and its outcome; the time is the
 * line's. The logger {@value #NAME} may be sent to a file of its own. Thread-safe.
 */
public final class ActionLog {
  /** Name of the logger. */
  public static final String NAME = "winnow.actions";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private ActionLog() {}

  /**
   * Writes a line.
   *
   * @param who name of the token, or of the user of the command line
   * @param action such as {@code put-recipe}
   * @param target what it is done to
   * @param outcome {@code done}, or {@code failed} with the reason
   */
  public static void record(String who, String action, String target, String outcome) {
    LOG.info(
        "who={} action='{}' target='{}' outcome='{}'",
        who,
        action,
        SafeText.line(target),
        SafeText.line(outcome));
  }

  /** Returns the name under which a command of this process acts. */
  public static String processUser() {
    return "user:" + System.getProperty("user.name", "unknown");
  }
}
