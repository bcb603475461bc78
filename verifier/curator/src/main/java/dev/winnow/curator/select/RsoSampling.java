package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistical rejection sampling, Algorithm 1 of "Statistical Rejection Sampling Improves
 * Preference Optimization" (RSO, arXiv 2309.06657):
 *
 * <ol>
 *   <li>A pass takes the highest reward of the responses that are left.
 *   <li>In their order, each of them is taken with probability exp((reward - highest) / beta).
 *   <li>Passes go on until enough are taken. The highest is always taken, so there are at most as
 *       many passes as responses wanted.
 * </ol>
 *
 * <p>A draw depends on the candidate and the pass, so the order of arrival does not matter. With
 * beta 0, where the formula has no value, the highest scores are taken, which is its limit. Pure.
 *
 * @param beta temperature in units of the score, at least 0
 */
public record RsoSampling(double beta) {
  /**
   * Returns the responses that are taken, in the order in which they were: {@code take} of them, or
   * all where there are no more.
   *
   * @param responses with a score and distinct texts, in index order
   * @param take number wanted, at least 1
   */
  public List<RatedResponse> sample(List<RatedResponse> responses, int take, CandidateDraws draws) {
    if (beta == 0) {
      return RatedResponse.bestFirst(responses).stream().limit(take).toList();
    }
    List<RatedResponse> taken = new ArrayList<>();
    List<RatedResponse> left = responses;
    for (int pass = 1; taken.size() < take && !left.isEmpty(); pass++) {
      left = pass(left, pass, take, draws, taken);
    }
    return taken;
  }

  /** Takes responses of one pass, and returns those that are left. */
  private List<RatedResponse> pass(
      List<RatedResponse> pool,
      int pass,
      int take,
      CandidateDraws draws,
      List<RatedResponse> taken) {
    double highest = pool.stream().mapToDouble(RatedResponse::rating).max().orElseThrow();
    List<RatedResponse> left = new ArrayList<>();
    for (RatedResponse response : pool) {
      boolean isTaken =
          taken.size() < take
              && draws.uniform(response, pass) < Math.exp((response.rating() - highest) / beta);
      (isTaken ? taken : left).add(response);
    }
    return left;
  }
}
