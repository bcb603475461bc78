package dev.winnow.curator.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.PairSettings.PairOrder;
import dev.winnow.schemas.PairAction;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StrengthTest {
  @Test
  void isMeanAndDeviationOfTheDifferencesOfAllScores() {
    Strength strength =
        Strength.of(
            pair(Map.of("a", 3.0, "b", 1.0, "c", 0.0), Map.of("a", 1.0, "b", 2.0, "d", 9.0), true));

    assertThat(strength.votes()).isEqualTo(2);
    assertThat(strength.votesFor()).isEqualTo(1);
    assertThat(strength.mean()).isCloseTo(0.5, within(1e-12));
    assertThat(strength.deviation()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void flipsAPairThatMostScoresContradict() {
    PairChoice pair = pair(Map.of("a", 0.0), Map.of("a", 2.0), true);

    CuratedPair curated = new PairRules(settings(-1.0), true).apply(pair).orElseThrow();

    assertThat(curated.action()).isEqualTo(PairAction.FLIPPED);
    assertThat(curated.choice().chosen()).isEqualTo(pair.rejected());
  }

  @Test
  void neverFlipsTowardsAResponseThatTheVerifierRejected() {
    PairChoice pair = pair(Map.of("a", 0.0), Map.of("a", 2.0), false);

    assertThat(new PairRules(settings(-1.0), true).apply(pair)).isEmpty();
  }

  private static PairSettings settings(double flipBelow) {
    return new PairSettings(
        1, 0, 0, 1, PairOrder.POLICY, Optional.of(flipBelow), Optional.empty(), Optional.empty());
  }

  private static PairChoice pair(
      Map<String, Double> chosen, Map<String, Double> rejected, boolean isSecondAccepted) {
    return new PairChoice(
        new RatedResponse("p", 0, "better", true, OptionalDouble.of(2), chosen, 1),
        new RatedResponse("p", 1, "worse", isSecondAccepted, OptionalDouble.of(1), rejected, 1));
  }
}
