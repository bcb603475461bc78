package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestScores.math;
import static dev.winnow.verifier.TestScores.scorer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates that are judged again. */
class ReplacementsTest {
  @TempDir Path stateDirectory;
  private VerifierDriver verifier;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void aVerdictAndARowNameTheVerdictThatTheyReplace() {
    Sample row = judged(exact(0, RIGHT));

    verifier.send(again(row, mathRecipe("v2")));

    ReplacedVerdict replaced = verifier.verdict().getReplaces().orElseThrow();
    assertThat(replaced.getRevision()).isZero();
    assertThat(replaced.getRecipeVersion()).isEqualTo("v1");
    assertThat(replaced.getVerifier()).isEqualTo(row.getVerifier()).startsWith("exact/");
    assertThat(replaced.getOutcome()).isEqualTo(row.getOutcome()).isEqualTo(Outcome.REJECTED);
    assertThat(replaced.getReason()).isEqualTo(row.getReason());
    Sample replacing = onlyRow();
    assertThat(replacing.getReplaces()).contains(replaced);
    assertThat(replacing)
        .extracting(Sample::getId, Sample::getOutcome, Sample::getRecipeVersion)
        .containsExactly("p/0", Outcome.ACCEPTED, "v2");
    assertThat(replacing.getPassRate()).isEmpty();
  }

  @Test
  void judgingAgainTwiceGivesOneRow() {
    Candidate again = again(judged(exact(0, RIGHT)), mathRecipe("v2"));

    verifier.send(again);
    verifier.send(again);

    assertThat(verifier.verdicts().readValuesToList()).hasSize(1);
    assertThat(rows()).hasSize(1);
  }

  @Test
  void twoVersionsFormAChain() {
    Sample first = judged(exact(0, RIGHT));
    verifier.send(again(first, mathRecipe("v2")));
    Sample second = onlyRow();

    verifier.send(again(second, exactRecipe("v3")));
    verifier.send(again(first, exactRecipe("v3")));

    Sample third = onlyRow();
    assertThat(third.getOutcome()).isEqualTo(Outcome.REJECTED);
    assertThat(third.getReplaces().orElseThrow())
        .extracting(ReplacedVerdict::getRevision, ReplacedVerdict::getRecipeVersion)
        .containsExactly(1, "v2");
  }

  @Test
  void nothingThatIsKnownOfThePromptChanges() {
    Sample first = judged(exact(0, RIGHT));
    int known = verifier.bytesOf(VerifierTopology.SEEN) + verifier.bytesOf(VerifierTopology.KEPT);

    verifier.send(again(first, mathRecipe("v2")));
    verifier.send(exact(0, RIGHT));

    assertThat(verifier.bytesOf(VerifierTopology.SEEN) + verifier.bytesOf(VerifierTopology.KEPT))
        .isEqualTo(known);
    assertThat(rows()).as("the first verdict has its row already").hasSize(1);
    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getOutcome)
        .as("the repeated verdict is the first one")
        .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
  }

  @Test
  void judgesAgainWhatThePlannerHasForgotten() {
    Candidate again = again(judged(exact(0, RIGHT)), mathRecipe("v2"));
    forget();

    verifier.send(again);
    forget();
    verifier.send(again);

    assertThat(rows()).extracting(Sample::getOutcome).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void acceptsOfIdenticalResponsesTheOneThatCameFirst() {
    Sample first = judged(exact(0, RIGHT));
    Sample second = judged(exact(1, RIGHT));

    verifier.send(again(second, mathRecipe("v2")));
    verifier.send(again(first, mathRecipe("v2")));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getIndex, Verdict::getReason, Verdict::getIdentical)
        .containsExactly(tuple(1, "IDENTICAL", true), tuple(0, "EQUAL", false));
  }

  @Test
  void ordersScoresUnderTheRevisionAndTellsNoPlanner() {
    Sample row = judged(exact(0, RIGHT));

    verifier.send(again(row, recipe("v2", math(scorer("rm")).setAccept("score > 1").build())));

    assertThat(verifier.scoringRequests("rm"))
        .singleElement()
        .satisfies(request -> assertThat(request.getId()).isEqualTo("p/0/rm/1"))
        .extracting(ScoringRequest::getRevision)
        .isEqualTo(1);
    assertThat(verifier.started()).isEmpty();
    verifier.send(TestScores.score(0, "rm", 9));
    assertThat(verifier.verdicts().isEmpty()).as("a late score of the first verdict").isTrue();
    verifier.send(atRevision(1, TestScores.score(0, "rm", 2)));
    assertThat(onlyRow().getReason()).isEqualTo("ACCEPTED_BY_SCORE");
    assertThat(verifier.entries(VerifierTopology.PENDING)).isZero();
  }

  @Test
  void aScorerThatFailsLeavesItUndecided() {
    Sample row = judged(exact(0, RIGHT));
    verifier.send(again(row, recipe("v2", math(scorer("rm")).build())));

    verifier.send(atRevision(1, TestScores.failed(0, "rm", "UNPARSABLE")));

    assertThat(onlyRow())
        .extracting(Sample::getOutcome, Sample::getReason)
        .containsExactly(Outcome.UNDECIDED, "SCORER_UNPARSABLE");
  }

  @Test
  void waitsForItsScoresThoughThePromptIsForgotten() {
    Sample row = judged(exact(0, RIGHT));
    Candidate again = again(row, recipe("v2", math(scorer("rm")).build()));
    verifier.send(again);

    forget();
    verifier.send(again);
    verifier.send(atRevision(1, TestScores.score(0, "rm", 2)));

    assertThat(rows()).extracting(Sample::getReason).containsExactly("EQUAL");
    assertThat(verifier.scoringRequests("rm")).hasSize(1);
  }

  @Test
  void forgetsARevisionLongAfterItsVerdict() {
    verifier.send(again(judged(exact(0, RIGHT)), mathRecipe("v2")));
    assertThat(verifier.entries(VerifierTopology.REVISIONS)).isEqualTo(1);

    verifier.pass(JudgedRevisions.RETENTION.plus(Duration.ofHours(1)));

    assertThat(verifier.entries(VerifierTopology.REVISIONS)).isZero();
    assertThat(verifier.entries(VerifierTopology.REVISION_DEADLINES)).isZero();
  }

  @Test
  void anImpossibleRevisionIsADeadLetter() {
    Candidate again = again(judged(exact(0, RIGHT)), mathRecipe("v2"));
    again.getReplaces().orElseThrow().setRevision(-1);

    verifier.send(again);

    assertThat(verifier.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("INVALID_CANDIDATE"))
        .satisfies(letter -> assertThat(letter.getError()).contains("replaces.revision"));
  }

  private Sample judged(Candidate candidate) {
    verifier.send(candidate);
    Sample row = onlyRow();
    verifier.verdicts().readValuesToList();
    return row;
  }

  private Sample onlyRow() {
    List<Sample> rows = rows();
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private List<Sample> rows() {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      rows.addAll(verifier.rows(outcome).readValuesToList());
    }
    return rows;
  }

  private void forget() {
    verifier.send("p".getBytes(StandardCharsets.UTF_8), null);
  }

  private static Candidate exact(int index, String response) {
    return TestCandidates.checkedBy(
        TestCandidates.of("p", index, response), RecordFactory.check("exact", Map.of()));
  }

  private static Candidate again(Sample row, Recipe recipe) {
    return StoredCandidate.of(row, recipe);
  }

  private static Score atRevision(int revision, Score score) {
    return Score.newBuilder(score).setRevision(revision).build();
  }

  private static Recipe mathRecipe(String version) {
    return recipe(version, RecordFactory.verification(RecordFactory.check("math", Map.of())));
  }

  private static Recipe exactRecipe(String version) {
    return recipe(version, RecordFactory.verification(RecordFactory.check("exact", Map.of())));
  }

  private static Recipe recipe(String version, Verification verification) {
    return Recipe.newBuilder(Records.recipe())
        .setVersion(version)
        .setVerification(verification)
        .build();
  }
}
