package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.plan.PriceCurve.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceCurveTest {
  private final List<Double> simulated = new ArrayList<>();

  /**
   * Covers 10 more prompts for each doubling of the price, up to 100, for the price in candidates.
   */
  private final PriceCurve curve =
      new PriceCurve(
          price -> {
            simulated.add(price);
            double covered = Math.min(100, 10 * Math.log(price) / Math.log(2));
            return new Run(price, covered, price, 1);
          });

  @Test
  void whatItTakesIsInterpolatedBetweenThePricesSimulated() {
    Run found = curve.at(50).orElseThrow();

    assertThat(found.covered()).isCloseTo(50, within(1e-9));
    assertThat(found.price()).isCloseTo(32, within(0.1));
    assertThat(found.candidates()).isCloseTo(32, within(0.1));
  }

  @Test
  void aLowerCoverageThanTheFirstIsFoundToo() {
    curve.at(90);

    assertThat(curve.at(5).orElseThrow().price()).isCloseTo(1.414, within(0.01));
  }

  @Test
  void whatNoPriceCoversIsNotFound() {
    assertThat(curve.at(101)).isEmpty();
  }

  @Test
  void whatTheLowestPriceCoversTakesNoMore() {
    assertThat(curve.at(0).orElseThrow().price()).isEqualTo(1);
  }

  @Test
  void noPriceIsSimulatedTwice() {
    curve.at(50);
    curve.at(70);
    curve.at(50);

    assertThat(simulated).doesNotHaveDuplicates();
  }
}
