package dev.winnow.curator.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.group.Responses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RsoSamplingTest {
  private static final int RUNS = 4_000;

  /** Computed by hand from the paper's algorithm. */
  @Test
  void followsTheAlgorithmDrawByDraw() {
    List<RatedResponse> responses = Responses.scored(0, 1, 2, 0.5, 1.5);
    double[][] draws = {{}, {0.50, 0.10, 0.90, 0.05, 0.30}, {0.50, 0, 0, 0.20, 0}};

    List<RatedResponse> taken =
        new RsoSampling(0.5)
            .sample(responses, 4, (response, pass) -> draws[pass][response.index()]);

    assertThat(Responses.indices(taken)).containsExactly(1, 2, 4, 3);
  }

  @Test
  void takesTheHighestWithoutABeta() {
    assertThat(
            Responses.indices(
                new RsoSampling(0)
                    .sample(Responses.scored(0, 1, 2, 0.5, 1.5), 3, CandidateDraws.of(1))))
        .containsExactly(2, 4, 1);
  }

  @Test
  void takesAllWhereThereAreNotEnough() {
    assertThat(new RsoSampling(0.5).sample(Responses.scored(0, 1, 2), 8, CandidateDraws.of(1)))
        .hasSize(3);
  }

  /** Reference values from 4,000 runs of an independent implementation; 64 rewards, 8 taken. */
  @ParameterizedTest
  @CsvSource({"0.05, 3.57, 1.61", "0.5, 8.37, 1.35", "5, 27.84, 0.20"})
  void hasTheMeanRankAndRewardOfTheReference(double beta, double rank, double reward) {
    Random random = new Random(20_230_913);
    double ranks = 0;
    double rewards = 0;
    for (int run = 0; run < RUNS; run++) {
      List<RatedResponse> responses =
          Responses.scored(random.doubles(64, 0, 1).map(u -> random.nextGaussian()).toArray());
      Map<RatedResponse, Integer> rankOf = ranks(responses);
      List<RatedResponse> taken =
          new RsoSampling(beta).sample(responses, 8, CandidateDraws.of(run));
      ranks += taken.stream().mapToInt(rankOf::get).average().orElseThrow();
      rewards += taken.stream().mapToDouble(RatedResponse::rating).average().orElseThrow();
    }

    assertThat(ranks / RUNS).isCloseTo(rank, within(0.25));
    assertThat(rewards / RUNS).isCloseTo(reward, within(0.02));
  }

  private static Map<RatedResponse, Integer> ranks(List<RatedResponse> responses) {
    List<RatedResponse> ordered = new ArrayList<>(RatedResponse.bestFirst(responses));
    Map<RatedResponse, Integer> ranks = new HashMap<>();
    ordered.forEach(response -> ranks.put(response, ranks.size()));
    return ranks;
  }
}
