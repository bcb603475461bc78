package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TestCandidates that come again, and responses that come again from other candidates. */
class RepeatsTest {
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
  void aRepeatedCandidateGetsItsVerdictAgainAndNoSecondRow() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    Verdict first = verifier.verdict();

    verifier.send(TestCandidates.of("p", 0, WRONG));

    assertThat(verifier.verdict()).isEqualTo(first);
    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList()).hasSize(1);
    assertThat(verifier.rows(Outcome.REJECTED).isEmpty()).isTrue();
  }

  @Test
  void aRepeatedCandidateDoesNotCountAsIdentical() {
    verifier.send(TestCandidates.once(TestCandidates.of("p", 0, RIGHT)));
    verifier.send(TestCandidates.once(TestCandidates.of("p", 0, RIGHT)));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getOutcome, Verdict::getIdentical)
        .containsExactly(tuple(Outcome.ACCEPTED, false), tuple(Outcome.ACCEPTED, false));
  }

  @Test
  void acceptsARepeatedResponseOnce() {
    for (int index = 0; index < 3; index++) {
      verifier.send(
          TestCandidates.once(TestCandidates.of("p", index, " ".repeat(index) + RIGHT + "\n")));
    }

    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList())
        .extracting(Sample::getIndex, Sample::getIdenticalBefore)
        .containsExactly(tuple(0, 0));
    assertThat(verifier.rows(Outcome.UNDECIDED).readValuesToList())
        .extracting(
            Sample::getIndex,
            Sample::getReason,
            Sample::getIdenticalBefore,
            row -> row.getExtractedAnswer().orElseThrow(),
            row -> row.getPassRate().orElseThrow())
        .containsExactly(tuple(1, "IDENTICAL", 1, "3", 1.0), tuple(2, "IDENTICAL", 2, "3", 1.0));
  }

  @Test
  void acceptsRepeatedResponsesIfTheRecipeAllowsItAndCountsThem() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.of("p", 1, RIGHT));

    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList())
        .extracting(Sample::getIdenticalBefore)
        .containsExactly(0, 1);
    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getIdentical)
        .containsExactly(false, true);
  }

  @Test
  void rejectsEachRepetitionOfAWrongResponse() {
    verifier.send(TestCandidates.once(TestCandidates.of("p", 0, WRONG)));
    verifier.send(TestCandidates.once(TestCandidates.of("p", 1, WRONG)));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getOutcome, Verdict::getIdentical)
        .containsExactly(tuple(Outcome.REJECTED, false), tuple(Outcome.REJECTED, true));
  }

  @Test
  void acceptsARepeatedResponseThatWasNotAcceptedBefore() {
    Candidate cut = TestCandidates.once(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.ended(cut, FinishReason.LENGTH));
    verifier.send(TestCandidates.once(TestCandidates.of("p", 1, RIGHT)));

    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList())
        .extracting(Sample::getIndex, Sample::getIdenticalBefore)
        .containsExactly(tuple(1, 1));
  }

  @Test
  void acceptsTheSameResponseToAnotherPrompt() {
    verifier.send(TestCandidates.once(TestCandidates.of("p", 0, RIGHT)));
    verifier.send(TestCandidates.once(TestCandidates.of("p.", 0, RIGHT)));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getOutcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
  }

  @Test
  void forgetsThousandsOfResponsesWithTheirPrompt() {
    for (int index = 0; index < 2_500; index++) {
      verifier.send(
          TestCandidates.once(TestCandidates.of("p", index, "The answer is 3, try " + index)));
    }
    verifier.send("p".getBytes(StandardCharsets.UTF_8), null);

    for (String store : List.of(VerifierTopology.KEPT, VerifierTopology.SEEN)) {
      assertThat(verifier.entries(store)).as(store).isZero();
    }
  }

  @Test
  void eachCandidateTakesAboutTwoHundredBytesOfState() {
    verifier.send(TestCandidates.of("p".repeat(24), 0, RIGHT));

    assertThat(verifier.bytesOf(VerifierTopology.KEPT) + verifier.bytesOf(VerifierTopology.SEEN))
        .isLessThan(220);
  }
}
