package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers to multiple choice with the traps in them that were thought of. */
class ChoiceCasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cases", "choice.jsonl");

  @Test
  void choiceCasesAreJudgedAsExpected() throws IOException {
    List<Scored> scored = ScoreTable.of(CaseFile.lines(CASES)).scored();

    assertThat(scored).hasSizeGreaterThan(140);
    assertThat(scored.stream().filter(one -> !one.held())).isEmpty();
  }

  @Test
  void noChoiceCaseIsWronglyAccepted() throws IOException {
    assertThat(ScoreTable.of(CaseFile.lines(CASES)).scored())
        .filteredOn(one -> one.outcome() == Outcome.ACCEPTED)
        .allMatch(one -> one.expected().equals("ACCEPTED"));
  }

  @Test
  void collectedCasesOfOtherCheckersAreNeverJudgedWrongly() throws IOException {
    int accepted = 0;
    int all = 0;
    for (String line : Files.readAllLines(Repository.shared("cases/cases.jsonl"))) {
      JsonNode one = new ObjectMapper().readTree(line);
      if (one.path("flags").toString().contains("mcq-")) {
        String letter = one.path("gold_answer").asText(one.path("expected").asText());
        Finding finding =
            Checks.compile(CheckContract.check("choice"))
                .check(
                    CheckContract.promptWith(letter.isEmpty() ? "A" : letter),
                    one.get("response").asText());
        all++;
        accepted += finding.outcome() == Outcome.ACCEPTED ? 1 : 0;
        assertThat(finding.outcome())
            .as(line)
            .isNotEqualTo(letter.isEmpty() ? Outcome.ACCEPTED : Outcome.REJECTED);
      }
    }
    System.out.printf("%d of %d collected choices accepted%n", accepted, all);
    assertThat(accepted).isGreaterThanOrEqualTo(6);
  }
}
