package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.planner.whatif.Profile;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaMixtureTest {
  @Test
  void passRatesHaveTheMeanAndSpreadOfTheMixture() {
    double[] rates = rates(BetaMixture.parse("3:2:1, 1:0.5:9.5"), 100_000, 11);

    double mean = IntStream.range(0, rates.length).mapToDouble(i -> rates[i]).average().orElse(0);
    double square =
        IntStream.range(0, rates.length).mapToDouble(i -> rates[i] * rates[i]).average().orElse(0);

    // Beta(2, 1): mean 2/3, mean square 1/2. Beta(0.5, 9.5): mean 0.05, mean square 0.75 / 110.
    assertThat(mean).isCloseTo(0.75 * 2 / 3 + 0.25 * 0.05, within(0.005));
    assertThat(square).isCloseTo(0.75 / 2 + 0.25 * 0.75 / 110, within(0.005));
  }

  @Test
  void theLeastShapesStillGivePassRates() {
    assertThat(rates(BetaMixture.parse("1:0.05:0.05"), 10_000, 5))
        .isNotEmpty()
        .matches(rates -> DoubleStream.of(rates).allMatch(rate -> rate >= 0 && rate <= 1));
  }

  @Test
  void theSameSeedDrawsTheSamePrompts() {
    BetaMixture mixture = BetaMixture.parse("1:1:1,2:0.3:6");

    assertThat(rates(mixture, 100, 5)).isEqualTo(rates(mixture, 100, 5));
    assertThat(rates(mixture, 100, 5)).isNotEqualTo(rates(mixture, 100, 6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1:2         | '1:2': want weight:alpha:beta, for example 0.4:0.3:6",
        "1:1:1,      | '': want weight:alpha:beta, for example 0.4:0.3:6",
        "0:1:1       | '0:1:1': weight: want above 0, at most a million, not '0'",
        "1:x:1       | '1:x:1': alpha: want 0.05 or more, at most a million, not 'x'",
        "1:1:0.01    | '1:1:0.01': beta: want 0.05 or more, at most a million, not '0.01'",
        "1:1:NaN     | '1:1:NaN': beta: want 0.05 or more, at most a million, not 'NaN'",
        "1e7:1:1     | '1e7:1:1': weight: want above 0, at most a million, not '1e7'",
      },
      quoteCharacter = '`')
  void whatIsNoMixtureIsRefused(String text, String message) {
    assertThatThrownBy(() -> BetaMixture.parse(text))
        .isInstanceOf(PlanInputException.class)
        .hasMessage(message);
  }

  private static double[] rates(BetaMixture mixture, int prompts, long seed) {
    Profile profile = mixture.draw(prompts, 100, seed).profile();
    return IntStream.range(0, prompts).mapToDouble(profile::passRate).toArray();
  }
}
