package dev.winnow.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.request.CheckItem;
import dev.winnow.verifier.request.ItemJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The programs of the example recipes have optima, which the check finds. */
class OptimizationProgramsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static List<String> programs() throws IOException {
    return Files.readAllLines(Repository.file("ops/recipes/optimization/programs.jsonl"));
  }

  private static Finding judged(String program, String reference) {
    ObjectNode row = MAPPER.createObjectNode();
    row.put("type", "optimization").put("reference", reference);
    row.put("response", "The program:\n```lp\n" + program + "\n```");
    return new ItemJudge().judge(CheckItem.of(row)).finding();
  }

  @Test
  void everyProgramIsAcceptedByItself() throws IOException {
    Set<String> optima = new HashSet<>();
    for (String line : programs()) {
      JsonNode prompt = MAPPER.readTree(line);
      String program = prompt.get("reference").textValue();

      Finding finding = judged(program, program);

      assertThat(finding.outcome()).as(line).isEqualTo(Outcome.ACCEPTED);
      assertThat(finding.extracted().orElseThrow()).matches("-?[0-9.]+");
      assertThat(prompt.get("prompt").textValue()).endsWith(program);
      optima.add(finding.extracted().orElseThrow());
    }
    System.out.printf("optima %s%n", optima);
    assertThat(optima).hasSize(12);
  }

  @Test
  void aProgramThatMissesAConstraintIsRejected() throws IOException {
    for (String line : programs()) {
      String program = MAPPER.readTree(line).get("reference").textValue();
      if (program.contains(" oven:")) {
        Finding finding = judged(program.replaceAll("(?m)^ oven:.*\n", ""), program);

        assertThat(finding.outcome()).isEqualTo(Outcome.REJECTED);
      }
    }
  }
}
