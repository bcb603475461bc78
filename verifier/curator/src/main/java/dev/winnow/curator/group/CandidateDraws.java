package dev.winnow.curator.group;

import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Random numbers that depend on a candidate and a pass, and not on who asks or when, so that a
 * policy gives the same result whenever it runs. Implementations are pure.
 */
@FunctionalInterface
public interface CandidateDraws {
  /**
   * Returns a number of the uniform distribution over [0, 1).
   *
   * @param pass distinguishes the draws of one candidate
   */
  double uniform(RatedResponse response, int pass);

  /** Returns the draws under a recipe with this seed. */
  static CandidateDraws of(long seed) {
    return (response, pass) -> {
      long candidate = CandidateSeed.of(response.promptId(), response.index(), seed);
      return (SplitMix64.first(candidate ^ SplitMix64.first(pass)) >>> 11) * 0x1p-53;
    };
  }

  /** Returns draws under the same seed that are unrelated to these, a family for each purpose. */
  default CandidateDraws independent(int purpose) {
    int offset = Math.multiplyExact(purpose, 1 << 20);
    return (response, pass) -> uniform(response, pass + offset);
  }

  /** Returns the responses in random order. */
  default List<RatedResponse> shuffle(List<RatedResponse> responses, int pass) {
    Map<RatedResponse, Double> keys = new HashMap<>();
    responses.forEach(response -> keys.put(response, uniform(response, pass)));
    List<RatedResponse> shuffled = new ArrayList<>(responses);
    shuffled.sort(
        Comparator.<RatedResponse>comparingDouble(keys::get).thenComparing(RatedResponse.BY_ID));
    return shuffled;
  }
}
