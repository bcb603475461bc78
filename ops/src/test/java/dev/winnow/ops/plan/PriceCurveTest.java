package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.plan.PriceCurve.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

class PriceCurveTest {
  private final List<Double> simulated = new ArrayList<>();

  /** Covers 10 more prompts for each doubling of the price, up to 100. */
  private final PriceCurve curve =
      new PriceCurve(
          price -> {
            simulated.add(price);
            long covered = Math.min(100, (long) (10 * Math.log(price) / Math.log(2)));
            return new Run(covered, 0, 0, 0, 0);
          });

  @Test
  void theLowestPriceThatCoversEnoughIsFound() {
    Entry<Double, Run> found = curve.cheapest(50).orElseThrow();

    assertThat(found.getValue().covered()).isGreaterThanOrEqualTo(50);
    assertThat(found.getKey()).isBetween(32.0, 32.0 * 1.05);
  }

  @Test
  void aLowerCoverageThanTheFirstIsFoundToo() {
    curve.cheapest(90);

    assertThat(curve.cheapest(5).orElseThrow().getKey()).isCloseTo(1.42, within(0.08));
  }

  @Test
  void whatNoPriceCoversIsNotFound() {
    assertThat(curve.cheapest(101)).isEmpty();
  }

  @Test
  void noPriceIsSimulatedTwice() {
    curve.cheapest(50);
    curve.cheapest(70);
    curve.cheapest(50);

    assertThat(simulated).doesNotHaveDuplicates();
  }
}
