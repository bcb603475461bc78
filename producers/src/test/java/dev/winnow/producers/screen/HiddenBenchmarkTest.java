package dev.winnow.producers.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.json.Json;
import dev.winnow.schemas.similar.WordShingles.Numbers;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** GSM8K's test questions, hidden among its training questions with all numbers changed. */
class HiddenBenchmarkTest {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @Test
  void findsHiddenTestQuestionsWhateverTheirNumbersAndLeavesTrainingQuestionsAlone()
      throws IOException {
    List<String> test = questions("test.jsonl");
    List<String> train = questions("train.jsonl");
    Random random = new Random(17);
    List<String> hidden =
        test.stream()
            .map(
                text ->
                    NUMBER.matcher(text).replaceAll(m -> String.valueOf(2 + random.nextInt(97))))
            .toList();

    System.out.printf("rule                      recall    false alarms%n");
    for (Numbers numbers : Numbers.values()) {
      for (BenchmarkRule rule :
          List.of(new BenchmarkRule(13, 0, numbers), new BenchmarkRule(8, 0.5, numbers))) {
        BenchmarkIndex index = new BenchmarkIndex(rule);
        test.forEach(text -> index.add("test", text));
        double recall = share(index, hidden);
        double alarms = share(index, train);
        System.out.printf(
            "%2d words, %.1f, %-6s   %8.1f%%  %8.2f%%%n",
            rule.ngram(), rule.share(), numbers, 100 * recall, 100 * alarms);
        if (numbers == Numbers.ALIKE) {
          assertThat(recall).isGreaterThan(0.97);
          assertThat(alarms).isLessThan(0.01);
        }
      }
    }
  }

  private static double share(BenchmarkIndex index, List<String> texts) {
    return texts.stream().filter(text -> index.overlap(text).isPresent()).count()
        / (double) texts.size();
  }

  private static List<String> questions(String name) throws IOException {
    Path file = Repository.shared("data/gsm8k").resolve(name);
    List<String> questions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      questions.add(Json.MAPPER.readTree(line).path("question").asText());
    }
    return questions;
  }
}
