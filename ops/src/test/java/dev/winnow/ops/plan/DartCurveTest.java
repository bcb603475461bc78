package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.plan.DartCurve.Point;
import dev.winnow.planner.whatif.BaselineStrategies;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DartCurveTest {
  private static final Profile MIXED =
      BetaMixture.parse("6:2:1,4:0.3:6").draw(500, 100, 3).profile();

  @ParameterizedTest
  @CsvSource({"1, 5", "1, 40", "4, 17", "4, 64", "4, 1000", "16, 31", "16, 300"})
  void atTheCoverageOfACapItSpendsWhatTheRuleSpendsUnderThatCap(int wanted, int cap) {
    SimulationResult rule = BaselineStrategies.dart(MIXED, wanted, cap, 7);

    Point point = new DartCurve(MIXED, wanted, 7).at(rule.covered(wanted)).orElseThrow();

    // A smaller cap may cover as many prompts, and then it is cheaper.
    SimulationResult least = BaselineStrategies.dart(MIXED, wanted, (int) point.cap(), 7);
    assertThat(point.cap()).isLessThanOrEqualTo(cap);
    assertThat(least.covered(wanted)).isEqualTo(rule.covered(wanted));
    assertThat(point.candidates()).isEqualTo(least.candidates());
  }

  @Test
  void betweenTwoCapsItIsInterpolated() {
    int wanted = 4;
    SimulationResult below = BaselineStrategies.dart(MIXED, wanted, 9, 7);
    SimulationResult above = BaselineStrategies.dart(MIXED, wanted, 10, 7);
    int between = below.covered(wanted) + 1;
    assertThat(between).isLessThan(above.covered(wanted));

    Point point = new DartCurve(MIXED, wanted, 7).at(between).orElseThrow();

    double share = 1.0 / (above.covered(wanted) - below.covered(wanted));
    assertThat(point.cap()).isCloseTo(9 + share, within(1e-9));
    assertThat(point.candidates())
        .isCloseTo(
            below.candidates() + share * (above.candidates() - below.candidates()), within(1e-6));
  }

  @Test
  void thereIsNoPointWhereNothingIsCoveredOrTheRuleNeverCoversAsMuch() {
    Profile unsolvable = new Profile(new double[] {1, 0}, new double[] {100, 100});
    DartCurve curve = new DartCurve(unsolvable, 1, 7);

    assertThat(curve.at(0)).isEmpty();
    assertThat(curve.at(1)).contains(new Point(1, 2));
    assertThat(curve.at(2)).isEmpty();
  }
}
