package dev.winnow.verifier.cases;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.request.ItemJudge;

/** Scores the lines of a case file as the verifier stage would judge them. Not thread-safe. */
public final class CaseRun {
  private static final int MAX_SHOWN_CHARS = 120;

  private final CaseScorer math = new CaseScorer(new MathVerifier(MathPolicy.defaults()));
  private final ItemJudge judge = new ItemJudge();

  /** Returns the score of a case of any check. */
  public Scored score(CheckCase tried) {
    Finding finding = find(tried);
    String expected = tried.expected().name();
    return new Scored(
        tried.id(),
        tried.item().check().getType(),
        expected.toLowerCase(java.util.Locale.ROOT),
        expected,
        finding.outcome(),
        finding.reason(),
        finding.extracted().orElse(""),
        finding.outcome() == tried.expected(),
        "reference %s response %s"
            .formatted(
                shown(tried.item().prompt().getReference().orElse("")),
                shown(tried.item().response())));
  }

  /** Returns the score of a case in the math check's form. */
  public Scored score(Case tried) {
    CaseResult result = math.score(tried);
    MathFinding finding = result.finding();
    boolean extract = tried.kind() == Case.Kind.EXTRACT;
    return new Scored(
        tried.id(),
        "math",
        extract ? "extracted" : tried.accepted() ? "accepted" : "not accepted",
        extract ? tried.extracted() : tried.accepted() ? "ACCEPTED" : "not ACCEPTED",
        outcome(finding),
        result.reason(),
        finding.extracted(),
        result.held(),
        "%s[%s, %s] reference %s response %s by %s, read as %s and %s %s"
            .formatted(
                tried.core() ? "core " : "",
                tried.source(),
                tried.category(),
                shown(tried.gold()),
                shown(tried.candidate()),
                finding.rule(),
                shown(finding.normalizedReference()),
                shown(finding.normalizedCandidate()),
                tried.flags()));
  }

  /** Returns the finding on this case's response, as the verifier stage produces it. */
  public Finding find(CheckCase tried) {
    try {
      return judge.judge(tried.item()).finding();
    } catch (BadCheckException e) {
      return Finding.undecided(Reason.BAD_CHECK);
    }
  }

  private static Outcome outcome(MathFinding finding) {
    return switch (finding.reason()) {
      case EQUAL -> Outcome.ACCEPTED;
      case DIFFERENT_VALUE, DIFFERENT_FORM -> Outcome.REJECTED;
      default -> Outcome.UNDECIDED;
    };
  }

  /** Returns the end of a long text, which contains the answer. */
  private static String shown(String text) {
    String line = text.replace("\n", "\\n");
    return "<"
        + (line.length() <= MAX_SHOWN_CHARS
            ? line
            : "..." + line.substring(line.length() - MAX_SHOWN_CHARS))
        + ">";
  }
}
