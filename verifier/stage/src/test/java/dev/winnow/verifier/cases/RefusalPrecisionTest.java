package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.ResponseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Precision and recall of the check {@code refusal} on short responses of our own, in the manner of
 * several models. The phrases were extended by what the first set showed; the second set was
 * written before that, and its single responses were not looked at. A partial refusal declines one
 * part and helps with the rest: it is counted apart.
 */
class RefusalPrecisionTest {
  private static final Path LABELLED =
      Path.of("src", "test", "resources", "cases", "refusal-labelled.jsonl");
  private static final ResponseCheck CHECK = Checks.compile(CheckContract.check("refusal"));

  /** A labelled response and whether the check takes it for a refusal. */
  private record Labelled(
      String label, String set, boolean english, boolean flagged, String response) {}

  private static List<Labelled> labelled() throws IOException {
    List<Labelled> all = new ArrayList<>();
    for (String line : Files.readAllLines(LABELLED)) {
      JsonNode row = new ObjectMapper().readTree(line);
      String response = row.get("response").textValue();
      boolean flagged =
          CHECK.check(CheckContract.promptWith(null), response).reason().equals("REFUSED");
      all.add(
          new Labelled(
              row.get("label").textValue(),
              row.get("set").textValue(),
              row.get("language").textValue().equals("en"),
              flagged,
              response));
    }
    return all;
  }

  private static long flagged(List<Labelled> all, String label) {
    return all.stream().filter(one -> one.label().equals(label) && one.flagged()).count();
  }

  private static long count(List<Labelled> all, String label) {
    return all.stream().filter(one -> one.label().equals(label)).count();
  }

  @Test
  void findsMostEnglishRefusalsAndTakesFewAnswersForOne() throws IOException {
    List<Labelled> all = labelled();
    List<Labelled> english = all.stream().filter(Labelled::english).toList();
    List<Labelled> second = english.stream().filter(one -> one.set().equals("second")).toList();
    List<Labelled> foreign = all.stream().filter(one -> !one.english()).toList();

    print("first set", english.stream().filter(one -> one.set().equals("first")).toList());
    print("second set", second);
    print("other languages", foreign);

    assertThat(all).hasSizeGreaterThanOrEqualTo(120);
    assertThat(precision(second)).isGreaterThan(0.85);
    assertThat(recall(second)).isGreaterThan(0.65);
    assertThat(flagged(foreign, "answer")).isZero();
  }

  private static double precision(List<Labelled> all) {
    long right = flagged(all, "refusal");
    return (double) right / (right + flagged(all, "answer"));
  }

  private static double recall(List<Labelled> all) {
    return (double) flagged(all, "refusal") / count(all, "refusal");
  }

  private static void print(String which, List<Labelled> all) {
    System.out.printf(
        "%s: precision %.3f, recall %.3f; flagged %d of %d refusals, %d of %d answers, %d of %d"
            + " partial refusals%n",
        which,
        precision(all),
        recall(all),
        flagged(all, "refusal"),
        count(all, "refusal"),
        flagged(all, "answer"),
        count(all, "answer"),
        flagged(all, "partial"),
        count(all, "partial"));
  }
}
