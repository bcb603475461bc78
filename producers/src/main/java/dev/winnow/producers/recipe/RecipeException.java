package dev.winnow.producers.recipe;

/** A recipe cannot be used; the message says where, what is wrong, and how to mend it. */
public final class RecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecipeException(String message) {
    super(message);
  }

  public RecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
