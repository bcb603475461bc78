package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record without a value says that the planner has forgotten the prompt. */
class ForgettingTest {
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
  void judgesACandidateAnewAfterItsPromptWasForgotten() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.of("p", 1, RIGHT));
    verifier.verdicts().readValuesToList();

    forget("p");
    verifier.send(TestCandidates.of("p", 0, WRONG));

    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.REJECTED);
    assertThat(verifier.rows(Outcome.REJECTED).readValue().getPassRate()).hasValue(0.0);
  }

  @Test
  void remembersOtherPrompts() {
    for (String id : List.of("p", "p.", "pp", "o")) {
      verifier.send(TestCandidates.of(id, 0, RIGHT));
    }
    verifier.verdicts().readValuesToList();

    forget("p");
    for (String id : List.of("p.", "pp", "o")) {
      verifier.send(TestCandidates.of(id, 0, RIGHT));
    }

    assertThat(accepted()).as("rows, each once").hasSize(4);
  }

  @Test
  void forgetsWhichResponsesCameAndWhichVerdictsTheyHad() {
    verifier.send(TestCandidates.once(TestCandidates.of("p", 0, RIGHT)));
    verifier.send(TestCandidates.once(TestCandidates.of("p", 1, RIGHT)));
    forget("p");
    verifier.verdicts().readValuesToList();

    verifier.send(TestCandidates.once(TestCandidates.of("p", 1, RIGHT)));

    assertThat(verifier.verdict())
        .satisfies(
            verdict -> {
              assertThat(verdict.getOutcome()).isEqualTo(Outcome.ACCEPTED);
              assertThat(verdict.getIdentical()).isFalse();
            });
  }

  @Test
  void writesTheRowsOfARoundThatNeverBecameWholeByWhatIsKnownOfIt() {
    // Of 4 candidates 1 is missing; of the 3 others 1 fails: 6 * 1/3 = 2 are wanted.
    Selection round = new Selection(4, 4, 6, true);
    verifier.send(TestCandidates.of("p", 7, RIGHT, round));
    verifier.send(TestCandidates.of("p", 4, RIGHT, round));
    verifier.send(TestCandidates.of("p", 5, WRONG, round));

    forget("p");

    assertThat(accepted())
        .extracting(Sample::getIndex, row -> row.getSelected().orElseThrow())
        .containsExactly(tuple(4, true), tuple(7, true));
  }

  @Test
  void selectsNoMoreThanWantedOfARoundThatNeverBecameWhole() {
    for (int index = 0; index < 3; index++) {
      verifier.send(TestCandidates.of("p", index, RIGHT, new Selection(0, 4, 2, false)));
    }

    forget("p");

    assertThat(accepted())
        .extracting(row -> row.getSelected().orElseThrow())
        .containsExactlyInAnyOrder(true, true, false);
  }

  @Test
  void writesEveryRowOnceThoughRoundsOverlap() {
    verifier.send(TestCandidates.of("p", 0, RIGHT, new Selection(0, 9, 1, false)));
    verifier.send(TestCandidates.of("p", 5, RIGHT, new Selection(3, 9, 1, false)));
    verifier.send(TestCandidates.of("p", 9, RIGHT, new Selection(9, 2, 1, false)));
    verifier.send(TestCandidates.of("p", 99_999, RIGHT, new Selection(99_998, 2, 1, false)));
    verifier.send(TestCandidates.of("q", 0, RIGHT, new Selection(0, 9, 1, false)));

    forget("p");

    assertThat(accepted())
        .extracting(Sample::getId)
        .containsExactly("p/0", "p/5", "p/9", "p/99999");
  }

  @Test
  void writesNoRowAgainForAPromptForgottenTwice() {
    verifier.send(TestCandidates.of("p", 0, RIGHT, new Selection(0, 9, 1, false)));
    forget("p");
    accepted();

    forget("p");

    assertThat(accepted()).isEmpty();
  }

  @Test
  void doesNotMindAKeyThatIsNoPromptsId() {
    verifier.send(TestCandidates.of("p", 0x2f00, RIGHT, new Selection(0x2f00, 9, 1, false)));

    verifier.send(new byte[] {'p', '/', 0, 0}, null);
    verifier.send(new byte[] {(byte) 0xff}, null);
    verifier.send(new byte[0], null);

    assertThat(accepted()).isEmpty();
    assertThat(verifier.deadLetters()).isEmpty();
  }

  private void forget(String promptId) {
    verifier.send(promptId.getBytes(StandardCharsets.UTF_8), null);
  }

  private List<Sample> accepted() {
    return verifier.rows(Outcome.ACCEPTED).readValuesToList();
  }
}
