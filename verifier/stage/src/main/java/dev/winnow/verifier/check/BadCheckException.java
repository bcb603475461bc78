package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe names a check that does not exist, or options that it does not have. */
public final class BadCheckException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<OptionProblem> problems;

  /** Reports what concerns no single field of the check. */
  public BadCheckException(String message) {
    this("", message);
  }

  /** Reports a field of the check that is no option of it, such as {@code type}. */
  BadCheckException(String field, String message) {
    super(message);
    this.problems = List.of(new OptionProblem(field, message));
  }

  /** Reports options that a check refuses. */
  BadCheckException(String type, BadOptionsException refused) {
    super(
        refused.problems().stream()
            .map(problem -> "check '%s', %s".formatted(type, problem))
            .collect(Collectors.joining("; ")),
        refused);
    this.problems = refused.problems();
  }

  /** Returns all problems, at least one, each with the field of the check that it concerns. */
  public List<OptionProblem> problems() {
    return problems;
  }
}
