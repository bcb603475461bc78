package dev.winnow.ops.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Eight recorded solutions of each of 50 problems, with the rewards of a public reward model. */
class RecordedRewardsTest {
  private static final double WANTED = 0.1;
  private static final List<List<LabelledScore>> PROBLEMS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    List<String> lines = Files.readAllLines(Repository.shared("data/rewards/qwen_math_50x8.jsonl"));
    for (String line : lines) {
      JsonNode problem = new ObjectMapper().readTree(line);
      List<LabelledScore> candidates = new ArrayList<>();
      for (JsonNode candidate : problem.path("candidates")) {
        candidates.add(
            new LabelledScore(
                problem.path("problem").asText(),
                candidate.path("reward").asDouble(),
                candidate.path("correct").asBoolean()));
      }
      PROBLEMS.add(candidates);
    }
  }

  @Test
  void theBestOfEightByScoreIsRightMoreOftenThanTheMeanOfAll() {
    assertThat(share(PROBLEMS.stream().map(RecordedRewardsTest::best).toList())).isEqualTo(0.92);
    assertThat(share(all())).isEqualTo(0.8775);
  }

  @Test
  void aThresholdChosenOnOneHalfKeepsItsRateOnTheOther() {
    List<Calibration> calibrations =
        IntStream.rangeClosed(1, 20)
            .mapToObj(seed -> Calibration.of(all(), WANTED, 0.9, seed))
            .filter(calibration -> calibration.choice().isPresent())
            .toList();

    assertThat(calibrations).as("that found a threshold").hasSizeGreaterThan(10);
    assertThat(calibrations)
        .filteredOn(one -> one.judged().orElseThrow().falseAcceptRate() > WANTED)
        .as("whose rate on the other half is above the wanted one")
        .hasSizeLessThanOrEqualTo(calibrations.size() / 10);
  }

  private static LabelledScore best(List<LabelledScore> candidates) {
    LabelledScore best = candidates.getFirst();
    for (LabelledScore candidate : candidates) {
      best = candidate.score() > best.score() ? candidate : best;
    }
    return best;
  }

  private static List<LabelledScore> all() {
    return PROBLEMS.stream().flatMap(List::stream).toList();
  }

  private static double share(List<LabelledScore> candidates) {
    return candidates.stream().mapToInt(one -> one.isRight() ? 1 : 0).average().orElseThrow();
  }
}
