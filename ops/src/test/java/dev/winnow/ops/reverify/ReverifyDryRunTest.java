package dev.winnow.ops.reverify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.reverify.SkippedRows.Reason;
import dev.winnow.ops.reverify.VerdictDiff.Change;
import dev.winnow.ops.reverify.VerdictDiff.Finding;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.verifier.StoredCandidate;
import dev.winnow.verifier.TargetVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would become of stored verdicts, and which rows are not judged again. */
class ReverifyDryRunTest {
  private static final Recipe MATH = StoredSamples.recipe("v2", "math");
  private static final Sample RIGHT =
      first(StoredSamples.sample(0, "The answer is 3.", Outcome.REJECTED, "DIFFERENT"));
  private static final Sample WRONG =
      first(StoredSamples.sample(1, "The answer is 4.", Outcome.ACCEPTED, "EQUAL"));
  private static final Sample REPEATED =
      StoredSamples.sample(2, "The answer is 3.", Outcome.UNDECIDED, "IDENTICAL");

  @Test
  void showsWhatTheChecksOfThisBuildFind() throws IOException {
    ReverifyReport report = dryRun(MATH, ReverifyChoice.ALL, RIGHT, WRONG, REPEATED);

    assertThat(report.diff().counts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                change(Outcome.REJECTED, "DIFFERENT", Outcome.ACCEPTED, "EQUAL"), 1L,
                change(Outcome.ACCEPTED, "EQUAL", Outcome.REJECTED, "DIFFERENT_VALUE"), 1L,
                change(Outcome.UNDECIDED, "IDENTICAL", Outcome.UNDECIDED, "IDENTICAL"), 1L));
    assertThat(report.isDone()).isTrue();
  }

  @Test
  void namesTheScorersThatWouldDecide() throws IOException {
    Recipe scored =
        Recipe.newBuilder(MATH)
            .setVerification(
                Verification.newBuilder(MATH.getVerification())
                    .setScorers(
                        List.of(new Scorer("rm", "reward", "rm", false, Map.of(), List.of("rm"))))
                    .build())
            .build();

    assertThat(dryRun(scored, ReverifyChoice.ALL, RIGHT).diff().counts().firstKey().after())
        .isEqualTo(new Finding(Outcome.ACCEPTED, "EQUAL, before [rm]"));
  }

  @Test
  void leavesOutcomesAndReasonsThatAreNotWanted() throws IOException {
    ReverifyChoice choice =
        new ReverifyChoice(Set.of(Outcome.UNDECIDED), Set.of("SCORER_SILENT"), Optional.empty());

    ReverifyReport report = dryRun(MATH, choice, RIGHT, WRONG, REPEATED);

    assertThat(report.diff().total()).isZero();
    assertThat(report.skipped().counts()).containsExactly(Map.entry(Reason.NOT_WANTED, 3L));
  }

  @Test
  void leavesWhatHasNoWholeResponse() throws IOException {
    Sample cutOff = Sample.newBuilder(RIGHT).setFinishReason(FinishReason.LENGTH).build();
    Sample cut = Sample.newBuilder(RIGHT).setReason("TOO_LONG").setVerifier("none").build();
    Sample empty = Sample.newBuilder(RIGHT).setResponse("").build();

    assertThat(dryRun(MATH, ReverifyChoice.ALL, cutOff, cut, empty).skipped().counts())
        .containsExactly(Map.entry(Reason.NO_RESPONSE, 3L));
  }

  @Test
  void leavesWhatIsReplacedAndJudgesTheLatestVerdict() throws IOException {
    Sample later =
        Sample.newBuilder(WRONG)
            .setReplaces(StoredCandidate.verdict(WRONG))
            .setRecipeVersion("v1b")
            .build();

    ReverifyReport report = dryRun(MATH, ReverifyChoice.ALL, later, WRONG);

    assertThat(report.diff().total()).isEqualTo(1);
    assertThat(report.skipped().counts()).containsExactly(Map.entry(Reason.REPLACED, 1L));
  }

  @Test
  void leavesWhatTheSameChecksJudgedUnderTheSameVersion() throws IOException {
    String checks = TargetVerification.of(MATH).checks();
    Sample same = Sample.newBuilder(RIGHT).setRecipeVersion("v2").setVerifier(checks).build();
    Sample older = Sample.newBuilder(same).setVerifier("math/0").build();
    Sample failed =
        Sample.newBuilder(same).setOutcome(Outcome.UNDECIDED).setReason("SCORER_SILENT").build();

    assertThat(dryRun(MATH, ReverifyChoice.ALL, same).skipped().counts())
        .containsExactly(Map.entry(Reason.UP_TO_DATE, 1L));
    assertThat(dryRun(MATH, ReverifyChoice.ALL, older).diff().total()).isEqualTo(1);
    assertThat(dryRun(MATH, ReverifyChoice.ALL, failed).diff().total()).isEqualTo(1);
  }

  @Test
  void judgesWhatIsOlderThanATimeEvenIfNothingElseHasChanged() throws IOException {
    String checks = TargetVerification.of(MATH).checks();
    Sample same = Sample.newBuilder(RIGHT).setRecipeVersion("v2").setVerifier(checks).build();

    assertThat(dryRun(MATH, before(same.getJudgedAt()), same).diff().total()).isZero();
    assertThat(dryRun(MATH, before(same.getJudgedAt().plusMillis(1)), same).diff().total())
        .isEqualTo(1);
  }

  @Test
  void saysThatDecidedVerdictsStandWhereTheNewOneIsUndecided() throws IOException {
    Sample vague = first(StoredSamples.sample(3, "I do not know.", Outcome.REJECTED, "DIFFERENT"));
    StringWriter out = new StringWriter();

    ReverifyPrinter.print(
        dryRun(MATH, ReverifyChoice.ALL, vague), MATH, new PrintWriter(out, true));

    assertThat(out.toString())
        .containsPattern("REJECTED +DIFFERENT +UNDECIDED +NO_ANSWER +1")
        .containsPattern("1 judged again")
        .containsPattern("1 of these stay accepted or rejected");
  }

  @Test
  void rowsOfAnotherRecipeAloneAreNoSuccess() throws IOException {
    Sample other = Sample.newBuilder(RIGHT).setRecipe("other").build();

    ReverifyReport report = dryRun(MATH, ReverifyChoice.ALL, other);

    assertThat(report.isDone()).isFalse();
    assertThat(report.skipped().counts()).containsExactly(Map.entry(Reason.OTHER_RECIPE, 1L));
  }

  private static ReverifyReport dryRun(Recipe recipe, ReverifyChoice choice, Sample... rows)
      throws IOException {
    return new Reverify(TargetVerification.of(recipe), choice)
        .dryRun(visitor -> List.of(rows).forEach(visitor));
  }

  private static ReverifyChoice before(Instant time) {
    return new ReverifyChoice(Set.of(), Set.of(), Optional.of(time));
  }

  private static Sample first(Sample row) {
    return Sample.newBuilder(row).setIdenticalBefore(0).build();
  }

  private static Change change(Outcome before, String reason, Outcome after, String newReason) {
    return new Change(new Finding(before, reason), new Finding(after, newReason));
  }
}
