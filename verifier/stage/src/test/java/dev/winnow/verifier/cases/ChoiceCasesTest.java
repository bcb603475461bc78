package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers to multiple choice with the traps in them that were thought of. */
class ChoiceCasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cases", "choice.jsonl");

  @Test
  void areJudgedAsExpected() throws IOException {
    List<Scored> scored = ScoreTable.of(CaseFile.lines(CASES)).scored();

    assertThat(scored).hasSizeGreaterThan(140);
    assertThat(scored.stream().filter(one -> !one.held())).isEmpty();
  }

  @Test
  void areNeverAcceptedWhereTheyShouldNotBe() throws IOException {
    assertThat(ScoreTable.of(CaseFile.lines(CASES)).scored())
        .filteredOn(one -> one.outcome() == Outcome.ACCEPTED)
        .allMatch(one -> one.expected().equals("ACCEPTED"));
  }
}
