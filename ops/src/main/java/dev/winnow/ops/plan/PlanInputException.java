package dev.winnow.ops.plan;

/** Pass rates cannot be used; the message says where, what and how to fix it. */
public final class PlanInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PlanInputException(String message) {
    super(message);
  }
}
