package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.SILENT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the accepted candidates that a round has beyond the wanted number. */
class SelectionTest {
  private static final Selection TWO_OF_FOUR = new Selection(0, 4, 2, false);

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
  void selectsAnAcceptedCandidateOfARoundWithoutSurplusAtOnce() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));

    assertThat(accepted()).extracting(Sample::getSelected).containsExactly(selected(true));
  }

  @Test
  void saysNothingOfTheSelectionOfWhatIsNotAccepted() {
    verifier.send(TestCandidates.of("p", 0, WRONG));
    verifier.send(TestCandidates.of("p", 1, SILENT, TWO_OF_FOUR));

    assertThat(verifier.rows(Outcome.REJECTED).readValue().getSelected()).isEmpty();
    assertThat(verifier.rows(Outcome.UNDECIDED).readValue().getSelected()).isEmpty();
  }

  @Test
  void writesEveryVerdictAndEveryRowButAcceptedOnesBeforeTheRoundIsWhole() {
    verifier.send(TestCandidates.of("p", 0, RIGHT, TWO_OF_FOUR));
    verifier.send(TestCandidates.of("p", 1, WRONG, TWO_OF_FOUR));
    verifier.send(TestCandidates.of("p", 2, SILENT, TWO_OF_FOUR));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getIndex)
        .containsExactly(0, 1, 2);
    assertThat(verifier.rows(Outcome.REJECTED).getQueueSize()).isEqualTo(1);
    assertThat(verifier.rows(Outcome.UNDECIDED).getQueueSize()).isEqualTo(1);
    assertThat(accepted()).isEmpty();
  }

  @Test
  void writesAllAcceptedRowsInTheOrderOfTheirIndexWhenTheRoundIsWhole() {
    for (int index : new int[] {3, 0, 2, 1}) {
      verifier.send(TestCandidates.of("p", index, RIGHT, TWO_OF_FOUR));
    }

    List<Sample> rows = accepted();

    assertThat(rows).extracting(Sample::getIndex).containsExactly(0, 1, 2, 3);
    assertThat(rows).filteredOn(row -> row.getSelected().orElseThrow()).hasSize(2);
  }

  @Test
  void writesTheAcceptedRowsThoughTheLastOfTheRoundFails() {
    verifier.send(TestCandidates.of("p", 1, RIGHT, new Selection(0, 2, 1, false)));
    verifier.send(TestCandidates.of("p", 0, WRONG, new Selection(0, 2, 1, false)));

    assertThat(accepted()).extracting(Sample::getSelected).containsExactly(selected(true));
  }

  @Test
  void leavesUndecidedCandidatesOutOfAProportion() {
    // 1 of the 3 that are decided fails: 3 * 1/3 = 1 is wanted.
    Selection round = new Selection(0, 4, 3, true);
    verifier.send(TestCandidates.of("p", 0, SILENT, round));
    verifier.send(TestCandidates.of("p", 1, RIGHT, round));
    verifier.send(TestCandidates.of("p", 2, RIGHT, round));
    verifier.send(TestCandidates.of("p", 3, WRONG, round));

    assertThat(accepted())
        .extracting(Sample::getSelected)
        .containsExactlyInAnyOrder(selected(true), selected(false));
  }

  @Test
  void selectsForEachRoundByItself() {
    Selection second = new Selection(4, 2, 1, false);
    for (int index = 0; index < 4; index++) {
      verifier.send(TestCandidates.of("p", index, RIGHT, TWO_OF_FOUR));
    }
    accepted();
    verifier.send(TestCandidates.of("p", 4, RIGHT, second));
    assertThat(accepted()).isEmpty();

    verifier.send(TestCandidates.of("p", 5, RIGHT, second));

    assertThat(accepted())
        .extracting(row -> row.getSelected().orElseThrow())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void keepsTheRoundsOfPromptsWithLikeIdsApart() {
    Selection round = new Selection(0, 2, 1, false);
    verifier.send(TestCandidates.of("p", 0, RIGHT, round));
    verifier.send(TestCandidates.of("p.", 0, RIGHT, round));
    verifier.send(TestCandidates.of("p0", 0, RIGHT, round));

    verifier.send(TestCandidates.of("p.", 1, WRONG, round));

    assertThat(accepted()).extracting(Sample::getId).containsExactly("p./0");
  }

  @Test
  void changesNothingOfARowButItsSelection() {
    Selection round = new Selection(0, 3, 1, false);
    verifier.send(TestCandidates.of("p", 0, RIGHT, round));
    verifier.send(TestCandidates.of("p", 1, WRONG, round));
    verifier.send(TestCandidates.of("p", 2, RIGHT, round));
    verifier.send(TestCandidates.of("q", 0, RIGHT));
    verifier.send(TestCandidates.of("q", 1, WRONG));
    verifier.send(TestCandidates.of("q", 2, RIGHT));

    List<Sample> rows = accepted();

    // The pass rate is that of when the row was judged, as it is of rows that never wait.
    assertThat(rows.subList(0, 2))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
            "id", "promptId", "prompt_id", "selected", "seed")
        .isEqualTo(rows.subList(2, 4));
    assertThat(rows.subList(0, 2))
        .extracting(Sample::getPassRate)
        .containsExactly(Optional.of(1.0), Optional.of(2.0 / 3));
  }

  @Test
  void writesNothingAgainForARepeatAfterTheRound() {
    Selection round = new Selection(0, 1, 1, false);
    verifier.send(TestCandidates.of("p", 0, RIGHT, round));
    accepted();

    verifier.send(TestCandidates.of("p", 0, RIGHT, round));

    assertThat(accepted()).isEmpty();
  }

  @Test
  void endsARoundWhoseLastCandidateLostItsSelectionOnTheWay() {
    verifier.send(TestCandidates.of("p", 0, RIGHT, new Selection(0, 2, 1, false)));

    verifier.send(TestCandidates.of("p", 1, RIGHT));

    assertThat(accepted())
        .extracting(Sample::getId)
        .as("the one without selection does not wait")
        .containsExactly("p/1", "p/0");
  }

  @Test
  void writesEachRowOnceThoughCandidatesDisagreeOnTheirRound() {
    verifier.send(TestCandidates.of("p", 0, RIGHT, new Selection(0, 3, 1, false)));
    verifier.send(TestCandidates.of("p", 1, RIGHT, new Selection(0, 2, 2, false)));
    verifier.send(TestCandidates.of("p", 2, RIGHT, new Selection(1, 2, 1, true)));

    assertThat(accepted()).extracting(Sample::getIndex).containsExactly(0, 1, 2);
  }

  private List<Sample> accepted() {
    return verifier.rows(Outcome.ACCEPTED).readValuesToList();
  }

  private static Optional<Boolean> selected(boolean selected) {
    return Optional.of(selected);
  }
}
