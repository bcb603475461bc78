package dev.winnow.ops.bench;

import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.reward.RewardOptions;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardValue;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.PlainPass;
import dev.winnow.transformer.RewardModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tokens per second of the reward worker's engine, from requests to scores, next to one plain
 * forward pass of each batch of the same texts: padded to the longest, tokenized before, nothing
 * shared. The runs of both kinds alternate, so that both see the same machine.
 */
public final class RewardBench {
  private static final RewardOptions RAW = new RewardOptions(RewardValue.RAW);

  /** A float that was computed in another order differs by less, relative to its size. */
  private static final double TOLERANCE = 1e-3;

  private final Path model;
  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  /**
   * @param model a Hugging Face directory of a reward model
   * @param candidates responses to each prompt
   */
  public RewardBench(Path model, int prompts, int candidates, int runs, PrintWriter out) {
    this.model = model;
    this.prompts = prompts;
    this.candidates = candidates;
    this.runs = runs;
    this.out = out;
  }

  /**
   * Runs and prints.
   *
   * @return tokens per second as a ratio to the plain pass
   * @throws IllegalStateException if the scores are not those of the plain pass
   */
  public double run() throws InterruptedException {
    RewardWorkerOptions options =
        Options.bind(RewardWorkerOptions.class, Map.of("model", model.toString(), "device", "cpu"));
    List<List<ScoringRequest>> batches =
        batches(RewardTexts.of(prompts, candidates), options.batch());
    try (ScorerEngine<RewardOptions> engine = new RewardPlugin().prepare(options).get();
        RewardModel reference = RewardModel.load(model, new Placement("cpu", "float32"))) {
      List<PlainPass> passes =
          batches.stream().map(batch -> reference.plainPass(RewardTexts.chats(batch))).toList();
      return measure(engine, batches, passes);
    }
  }

  private double measure(
      ScorerEngine<RewardOptions> engine,
      List<List<ScoringRequest>> batches,
      List<PlainPass> passes)
      throws InterruptedException {
    long tokens = passes.stream().mapToLong(PlainPass::tokens).sum();
    List<Double> plain = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    double difference = 0;
    for (int run = 0; run <= runs; run++) {
      long start = System.nanoTime();
      double[] expected =
          passes.stream().map(PlainPass::run).flatMapToDouble(Arrays::stream).toArray();
      long middle = System.nanoTime();
      List<ScoringResult> results = score(engine, batches);
      ours.add(rate(tokens, System.nanoTime() - middle));
      plain.add(rate(tokens, middle - start));
      difference = Math.max(difference, difference(results, expected));
    }
    double reference = print("one plain forward pass", plain);
    double ratio = print("the reward worker's engine", ours) / reference;
    out.printf(
        "ratio: %.2f of the plain pass; %,d texts of %,d tokens; scores differ by at most %.1e%n",
        ratio, (long) prompts * candidates, tokens, difference);
    out.flush();
    return ratio;
  }

  private static List<ScoringResult> score(
      ScorerEngine<RewardOptions> engine, List<List<ScoringRequest>> batches)
      throws InterruptedException {
    List<ScoringResult> results = new ArrayList<>();
    for (List<ScoringRequest> batch : batches) {
      try {
        results.addAll(engine.score(RAW, batch));
      } catch (TransientScoringException e) {
        throw new IllegalStateException("the engine did not score", e);
      }
    }
    return results;
  }

  /** Returns the largest difference of a score from the plain pass, relative above 1. */
  private static double difference(List<ScoringResult> results, double[] expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double value =
          results.get(i) instanceof Values values
              ? values.values().getOrDefault(RewardTexts.SCORE, Double.NaN)
              : Double.NaN;
      double apart = Math.abs(value - expected[i]) / Math.max(1, Math.abs(expected[i]));
      if (!(apart <= TOLERANCE)) {
        throw new IllegalStateException(
            "text %d: the engine says %s, a plain pass %s"
                .formatted(i, results.get(i), expected[i]));
      }
      largest = Math.max(largest, apart);
    }
    return largest;
  }

  private static List<List<ScoringRequest>> batches(List<ScoringRequest> requests, int size) {
    List<List<ScoringRequest>> batches = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += size) {
      batches.add(requests.subList(from, Math.min(requests.size(), from + size)));
    }
    return batches;
  }

  private static double rate(long tokens, long nanos) {
    return tokens / (nanos / 1e9);
  }

  private double print(String what, List<Double> rates) {
    Rates measured = Rates.afterWarmUp(rates);
    out.printf(
        "%-32s %,9.0f tokens/s  (median of %d runs, %s)%n",
        what, measured.median(), measured.sorted().size(), measured.range());
    return measured.median();
  }
}
