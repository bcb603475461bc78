package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.planner.whatif.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecilesTest {
  @Test
  void theHardestPromptsAreInTheFirstDecileWhereverTheyStand() {
    Profile profile =
        profile(IntStream.range(0, 20).mapToDouble(i -> (i * 7 % 20) / 20.0).toArray());

    Deciles deciles = Deciles.of(profile);

    assertThat(deciles.means(profile::passRate))
        .usingElementComparator(Comparator.comparing(rate -> Math.round(rate * 1000)))
        .containsExactly(0.025, 0.125, 0.225, 0.325, 0.425, 0.525, 0.625, 0.725, 0.825, 0.925);
  }

  @Test
  void ofPromptsThatAreEquallyHardTheEarlierComeFirst() {
    Profile profile = profile(new double[20]);

    Deciles deciles = Deciles.of(profile);

    assertThat(deciles.means(prompt -> prompt))
        .containsExactly(0.5, 2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5);
  }

  @Test
  void withFewerPromptsThanDecilesSomeDecilesAreEmptyAndTheirMeansZero() {
    Deciles deciles = Deciles.of(profile(0.9, 0.1));

    assertThat(deciles.means(prompt -> 1)).containsExactly(0., 0., 0., 0., 1., 0., 0., 0., 0., 1.);
  }

  @Property
  void everyPromptIsInOneDecileAndDecilesDifferByOnePromptAtMost(
      @ForAll @Size(min = 1, max = 100) List<@DoubleRange(max = 1) Double> some) {
    double[] passRates = some.stream().mapToDouble(Double::doubleValue).toArray();
    Profile profile = profile(passRates);
    int[] sizes =
        IntStream.range(0, Deciles.COUNT).map(d -> Deciles.size(d, passRates.length)).toArray();

    assertThat(Arrays.stream(sizes).sum()).isEqualTo(passRates.length);
    assertThat(Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow())
        .isLessThanOrEqualTo(1);
    double sum = 0;
    for (int decile = 0; decile < Deciles.COUNT; decile++) {
      sum += sizes[decile] * Deciles.of(profile).means(profile::passRate).get(decile);
    }
    assertThat(sum).isCloseTo(Arrays.stream(passRates).sum(), within(1e-9));
  }

  private static Profile profile(double... passRates) {
    double[] tokens = new double[passRates.length];
    Arrays.fill(tokens, 100);
    return new Profile(passRates, tokens);
  }
}
