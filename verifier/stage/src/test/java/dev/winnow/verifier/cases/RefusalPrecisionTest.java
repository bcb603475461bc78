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
 * Precision and recall of the check {@code refusal} on a set of our own: short responses in the
 * manner of several models, labelled before the check was run on them. A partial refusal declines
 * one part and helps with the rest: it is counted apart.
 */
class RefusalPrecisionTest {
  private static final Path LABELLED =
      Path.of("src", "test", "resources", "cases", "refusal-labelled.jsonl");
  private static final ResponseCheck CHECK = Checks.compile(CheckContract.check("refusal"));

  /** A labelled response and whether the check takes it for a refusal. */
  private record Labelled(String label, boolean english, boolean flagged, String response) {}

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
    List<Labelled> foreign = all.stream().filter(one -> !one.english()).toList();

    double recall = print("English", english);
    print("other languages", foreign);
    english.stream()
        .filter(one -> one.flagged() == one.label().equals("answer"))
        .filter(one -> !one.label().equals("partial"))
        .forEach(one -> System.out.println("wrong: " + one.label() + ": " + one.response()));

    assertThat(all).hasSizeGreaterThanOrEqualTo(120);
    assertThat(precision(english)).isGreaterThan(0.9);
    assertThat(recall).isGreaterThan(0.8);
    assertThat(flagged(foreign, "answer")).isZero();
  }

  private static double precision(List<Labelled> all) {
    long right = flagged(all, "refusal");
    return (double) right / (right + flagged(all, "answer"));
  }

  private static double print(String which, List<Labelled> all) {
    double recall = (double) flagged(all, "refusal") / count(all, "refusal");
    System.out.printf(
        "%s: precision %.3f, recall %.3f; flagged %d of %d refusals, %d of %d answers, %d of %d"
            + " partial refusals%n",
        which,
        precision(all),
        recall,
        flagged(all, "refusal"),
        count(all, "refusal"),
        flagged(all, "answer"),
        count(all, "answer"),
        flagged(all, "partial"),
        count(all, "partial"));
    return recall;
  }
}
