package dev.winnow.verifier;

import static dev.winnow.verifier.TestScores.always;
import static dev.winnow.verifier.TestScores.failed;
import static dev.winnow.verifier.TestScores.math;
import static dev.winnow.verifier.TestScores.score;
import static dev.winnow.verifier.TestScores.scorer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.testing.TestDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Scores in any order, repeated, or partly failing. The seed is that of the shuffle. */
class ScoreOrderPropertiesTest {
  private static final int CANDIDATES = 12;
  private static final List<String> SCORERS = List.of("a", "b", "c");

  @Property(tries = 12)
  void scoresGiveTheSameVerdictsInAnyOrderAndNoFailureRejects(@ForAll long seed) {
    List<Score> scores = scores(new Random(seed));
    List<Score> shuffled = repeated(scores, new Random(seed + 1));

    List<Verdict> inOrder = verdicts(scores);
    List<Verdict> inAnyOrder = verdicts(shuffled);

    assertThat(inOrder).hasSize(CANDIDATES);
    assertThat(inAnyOrder).isEqualTo(inOrder);
    assertThat(inOrder)
        .filteredOn(verdict -> isFailed(scores, verdict.getIndex()))
        .extracting(Verdict::getOutcome)
        .doesNotContain(Outcome.REJECTED, Outcome.ACCEPTED);
  }

  private static Verification.Builder verification() {
    return math(scorer("a"), always("b"), scorer("c"))
        .setScore("a + 2 * b - c")
        .setAccept("score > 0 && c < 4");
  }

  private static List<Score> scores(Random random) {
    List<Score> scores = new ArrayList<>();
    for (int index = 0; index < CANDIDATES; index++) {
      for (String name : SCORERS) {
        scores.add(
            random.nextInt(6) == 0
                ? failed(index, name, "UNPARSABLE")
                : score(index, name, random.nextGaussian(0, 3)));
      }
    }
    return scores;
  }

  private static List<Score> repeated(List<Score> scores, Random random) {
    List<Score> shuffled = new ArrayList<>(scores);
    scores.stream().filter(score -> random.nextInt(3) == 0).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static boolean isFailed(List<Score> scores, int index) {
    return scores.stream()
        .filter(score -> score.getIndex() == index)
        .anyMatch(score -> score.getScoredBy().getFailureCode().isPresent());
  }

  private static List<Verdict> verdicts(List<Score> scores) {
    try (TestDirectory state = TestDirectory.create("scores");
        VerifierDriver verifier = new VerifierDriver(state.path())) {
      for (int index = 0; index < CANDIDATES; index++) {
        String response = "Try %d. %s".formatted(index, TestCandidates.RIGHT);
        verifier.send(TestScores.of(index, response, verification()));
      }
      scores.forEach(verifier::send);
      return verifier.verdicts().readValuesToList().stream()
          .sorted(Comparator.comparingInt(Verdict::getIndex))
          .toList();
    }
  }
}
