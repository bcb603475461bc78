package dev.winnow.producers.recipe;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A recipe cannot be used; the message has one line for everything that is wrong with it. */
public final class RecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<RecipeProblem> problems;

  RecipeException(String origin, List<RecipeProblem> problems) {
    super(
        problems.stream().map(problem -> origin + ":" + problem).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  RecipeException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problems = List.of();
  }

  /**
   * Returns everything that is wrong, in the order of the file; empty if it could not be read at
   * all.
   */
  public List<RecipeProblem> problems() {
    return problems;
  }
}
