package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
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
  void ignoresAKeyThatIsNoPromptsId() {
    verifier.send(TestCandidates.of("p", 0x2f00, RIGHT));

    verifier.send(new byte[] {'p', '/', 0, 0}, null);
    verifier.send(new byte[] {(byte) 0xff}, null);
    verifier.send(new byte[0], null);

    verifier.send(TestCandidates.of("p", 0x2f00, RIGHT));

    assertThat(accepted()).as("the prompt is still known").hasSize(1);
    assertThat(verifier.deadLetters()).isEmpty();
  }

  private void forget(String promptId) {
    verifier.send(promptId.getBytes(StandardCharsets.UTF_8), null);
  }

  private List<Sample> accepted() {
    return verifier.rows(Outcome.ACCEPTED).readValuesToList();
  }
}
