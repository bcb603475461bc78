package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.rules.CheckRules;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.check.ResponseCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges candidates by the checks that they carry. Not thread-safe: one for each task.
 *
 * <p>A candidate that is not an answer (see {@link Response}) or is too long is undecided without
 * being passed to a check.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  /** Limits the compiled checks in memory, since anyone may write records with new checks. */
  private static final int MAX_COMPILED = 256;

  private final int maxResponseChars;
  private final Map<Check, Compiled> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Check, Compiled> eldest) {
          return size() > MAX_COMPILED;
        }
      };

  /** The result of judging: the finding, and which check made it. */
  record Judgement(Finding finding, String verifier) {
    Judgement withheld(String reason) {
      return new Judgement(finding.withheld(reason), verifier);
    }
  }

  private sealed interface Compiled {
    record Usable(ResponseCheck check) implements Compiled {}

    record Bad(String error) implements Compiled {}
  }

  Judge(int maxResponseChars) {
    this.maxResponseChars = maxResponseChars;
  }

  Judgement judge(Candidate candidate) {
    Response response = Response.of(candidate);
    return switch (compiled(candidate.getCheck())) {
      case Compiled.Bad bad ->
          new Judgement(unseen(response).orElse(Finding.undecided(Reason.BAD_CHECK)), "none");
      case Compiled.Usable usable ->
          new Judgement(
              unseen(response)
                  .orElseGet(() -> usable.check().check(candidate.getPrompt(), response.text())),
              usable.check().version());
    };
  }

  /** Returns the judgement on a response that fits into no row. */
  Judgement tooLong() {
    return new Judgement(Finding.undecided(Reason.TOO_LONG), "none");
  }

  private Compiled compiled(Check check) {
    return CheckRules.isBounded(check)
        ? compiled.computeIfAbsent(check, Judge::compile)
        : compile(check);
  }

  /** Returns the finding on a response that must not be passed to a check. */
  private Optional<Finding> unseen(Response response) {
    return response
        .missing()
        .or(
            () ->
                response.text().length() > maxResponseChars
                    ? Optional.of(Reason.TOO_LONG)
                    : Optional.empty())
        .map(Finding::undecided);
  }

  private static Compiled compile(Check check) {
    try {
      return new Compiled.Usable(Checks.compile(check));
    } catch (BadCheckException e) {
      LOG.warn("candidates cannot be judged, correct their recipe: {}", e.getMessage());
      return new Compiled.Bad(String.valueOf(e.getMessage()));
    }
  }
}
