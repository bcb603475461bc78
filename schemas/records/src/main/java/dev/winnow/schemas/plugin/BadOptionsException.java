package dev.winnow.schemas.plugin;

import java.util.List;
import java.util.stream.Collectors;

/** Options that a plug-in does not have, or values that it cannot use. */
public final class BadOptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<OptionProblem> problems;

  /** For these problems, at least one. */
  public BadOptionsException(List<OptionProblem> problems) {
    super(problems.stream().map(OptionProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** For one option. */
  public BadOptionsException(String option, String message) {
    this(List.of(new OptionProblem(option, message)));
  }

  /** Everything that is wrong, at least one. */
  public List<OptionProblem> problems() {
    return problems;
  }
}
