package dev.winnow.ops.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Intervals as R's binom.test gives them. */
  @Test
  void theIntervalIsExact() {
    assertThat(BinomialInterval.of(3, 50, 0.95).low()).isCloseTo(0.012548, within(1e-6));
    assertThat(BinomialInterval.of(3, 50, 0.95).high()).isCloseTo(0.165482, within(1e-6));
    assertThat(BinomialInterval.of(0, 50, 0.95).low()).isZero();
    assertThat(BinomialInterval.of(0, 50, 0.95).high()).isCloseTo(0.0711217, within(1e-6));
    assertThat(BinomialInterval.of(0, 0, 0.95)).isEqualTo(new BinomialInterval(0, 1));
  }

  @Test
  void aScoreThatTellsRightFromWrongGetsAThresholdWithAPromise() {
    Calibration calibration = Calibration.of(scores(4_000, 1), 0.1, 0.95, 7);

    assertThat(calibration.isPromised()).isTrue();
    assertThat(calibration.judged().orElseThrow().falseAcceptRate()).isLessThan(0.1);
    assertThat(calibration.judged().orElseThrow().coverage()).isGreaterThan(0.3);
  }

  /** The interval of a half that had no part in the choice misses the true rate rarely. */
  @Test
  void theIntervalHoldsTheTrueRateAsOftenAsItSays() {
    int held = 0;
    for (int run = 0; run < 200; run++) {
      OperatingPoint judged =
          Calibration.of(scores(1_000, run), 0.15, 0.9, run).judged().orElseThrow();
      OperatingPoint truth = Curve.at(judged.threshold(), scores(50_000, 1_000 + run));
      BinomialInterval interval = judged.interval(0.9);
      held +=
          interval.low() <= truth.falseAcceptRate() && truth.falseAcceptRate() <= interval.high()
              ? 1
              : 0;
    }

    assertThat(held).isGreaterThan(200 * 85 / 100);
  }

  @Test
  void aScoreThatTellsNothingGetsNoThreshold() {
    SplittableRandom random = new SplittableRandom(3);
    List<LabelledScore> noise = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      noise.add(new LabelledScore("p" + i, random.nextDouble(), random.nextBoolean()));
    }

    assertThat(Calibration.of(noise, 0.05, 0.95, 1).choice()).isEmpty();
    assertThat(Calibration.of(noise, 0.05, 0.95, 1).isPromised()).isFalse();
  }

  @Test
  void tooFewLabelsAreRefusedWithTheNumberNeeded() {
    assertThat(Calibration.minAccepted(0.05, 0.95)).isEqualTo(72);
    assertThatThrownBy(() -> Calibration.of(scores(100, 1), 0.05, 0.95, 1))
        .isInstanceOf(TooFewLabelsException.class)
        .hasMessageContaining("at least 72 in each half");
  }

  @Test
  void equalScoresAreAcceptedTogether() {
    List<LabelledScore> scores =
        List.of(
            new LabelledScore("a", 2, true),
            new LabelledScore("b", 1, true),
            new LabelledScore("c", 1, false));

    assertThat(Curve.of(scores))
        .containsExactly(new OperatingPoint(2, 3, 1, 0, 2), new OperatingPoint(1, 3, 3, 1, 2));
  }

  @Test
  void theChoiceDoesNotDependOnTheOrderOfTheScores() {
    List<LabelledScore> scores = scores(2_000, 5);

    assertThat(Calibration.of(scores.reversed(), 0.1, 0.95, 7))
        .isEqualTo(Calibration.of(scores, 0.1, 0.95, 7));
  }

  /**
   * Half of the candidates are right; the scores of the right ones are higher by two deviations.
   */
  private static List<LabelledScore> scores(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledScore> scores = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isRight = random.nextBoolean();
      double score = random.nextGaussian() + (isRight ? 2 : 0);
      scores.add(new LabelledScore("p" + i, score, isRight));
    }
    return scores;
  }
}
