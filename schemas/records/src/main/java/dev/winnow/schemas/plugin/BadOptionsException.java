package dev.winnow.schemas.plugin;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for options that a plug-in does not have, or for values that it cannot use. */
public final class BadOptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<OptionProblem> problems;

  /** Reports these problems, at least one. */
  public BadOptionsException(List<OptionProblem> problems) {
    super(problems.stream().map(OptionProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Reports one option. */
  public BadOptionsException(String option, String message) {
    this(List.of(new OptionProblem(option, message)));
  }

  /** Returns all problems, at least one. */
  public List<OptionProblem> problems() {
    return problems;
  }
}
