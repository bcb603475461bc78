package dev.winnow.verifier.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares with the verdicts of the reference implementation on published responses. */
class IfevalAgreementTest {
  private static final int RUNS = 20;

  /** Number of verdicts of one instruction, and of those that agree. */
  private record Agreement(int all, int strict, int loose) {
    Agreement plus(boolean strictly, boolean loosely) {
      return new Agreement(all + 1, strict + (strictly ? 1 : 0), loose + (loosely ? 1 : 0));
    }
  }

  private static List<JsonNode> rows() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Repository.shared("data/ifeval/gpt4.jsonl"))) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }

  /** The reference draws a random letter in the place of one that is none. */
  private static boolean isRandomInTheReference(JsonNode kwargs) {
    return kwargs.has("letter") && !kwargs.get("letter").textValue().matches("[A-Za-z]");
  }

  private static boolean follows(
      String id, JsonNode kwargs, String response, ConstraintReading reading) {
    return Followed.by(response, List.of(Instruction.of(id, kwargs)), reading).broken().isEmpty();
  }

  @Test
  void judgesPublishedResponsesAsTheReferenceImplementation() throws IOException {
    Map<String, Agreement> table = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    for (JsonNode row : rows()) {
      String response = row.get("response").textValue();
      for (int i = 0; i < row.get("instruction_id_list").size(); i++) {
        String id = row.get("instruction_id_list").get(i).textValue();
        JsonNode kwargs = row.get("kwargs").get(i);
        if (isRandomInTheReference(kwargs)) {
          continue;
        }
        boolean strict =
            follows(id, kwargs, response, ConstraintReading.STRICT)
                == row.get("strict").get(i).asBoolean();
        boolean loose =
            follows(id, kwargs, response, ConstraintReading.LOOSE)
                == row.get("loose").get(i).asBoolean();
        table.merge(
            id, new Agreement(0, 0, 0).plus(strict, loose), (sum, one) -> sum.plus(strict, loose));
        if (!strict || !loose) {
          differences.add("key %s, %s %s".formatted(row.get("key"), id, kwargs));
        }
      }
    }
    table.forEach(
        (id, one) ->
            System.out.printf(
                "%-50s strict %d/%d loose %d/%d%n",
                id, one.strict(), one.all(), one.loose(), one.all()));
    differences.forEach(System.out::println);
    System.out.printf("%d instructions%n", table.values().stream().mapToInt(Agreement::all).sum());

    assertThat(differences).isEmpty();
  }

  @Test
  void givesOneVerdictInManyRuns() throws IOException {
    List<JsonNode> languages =
        rows().stream()
            .filter(
                row -> row.get("instruction_id_list").toString().matches(".*(language|english).*"))
            .toList();
    List<List<Followed>> runs = new ArrayList<>();

    for (int i = 0; i < RUNS; i++) {
      runs.add(
          languages.stream()
              .map(
                  row ->
                      Followed.by(
                          row.get("response").textValue(),
                          InstructionReader.read(row.toString()),
                          ConstraintReading.STRICT))
              .toList());
    }

    System.out.printf("%d responses, %d runs%n", languages.size(), RUNS);
    assertThat(runs.stream().distinct()).hasSize(1);
  }
}
