package dev.winnow.producers.screen;

import dev.winnow.schemas.similar.WordShingles.Numbers;

/**
 * When a prompt counts as part of a benchmark.
 *
 * @param ngram number of words of a run that both must share, at least 1. A benchmark text with
 *     fewer words is found where it is a whole prompt
 * @param share least share of the benchmark text's words that shared runs cover, 0 to 1; with 0 one
 *     shared run suffices
 * @param numbers whether other numbers make another text
 */
public record BenchmarkRule(int ngram, double share, Numbers numbers) {
  /** Any run of 13 words, as in the GPT-3 paper (arXiv 2005.14165, appendix C). */
  public static final BenchmarkRule DEFAULT = new BenchmarkRule(13, 0, Numbers.ALIKE);

  public BenchmarkRule {
    if (ngram < 1 || ngram > 1_000) {
      throw new IllegalArgumentException("benchmark n-gram: want 1 to 1000, not " + ngram);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("benchmark share: want 0 to 1, not " + share);
    }
  }
}
