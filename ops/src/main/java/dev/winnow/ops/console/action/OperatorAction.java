package dev.winnow.ops.console.action;

/** An action that an operator may take. It may be repeated. */
public interface OperatorAction {
  /** Returns the name, such as {@code pause}. */
  String name();

  /** Returns what it is done to, for the log of operator actions. */
  String target();

  /** Says what {@link #run} would do, and changes nothing. */
  ActionResult preview() throws Exception;

  /**
   * Does it.
   *
   * @throws IllegalArgumentException if it cannot be done; the message says why and what to do
   */
  ActionResult run() throws Exception;
}
