package org.example.winnow;

import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.TransientScoringException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A scorer of another jar: the length of a response, in parts of a wanted length. */
public final class LengthScorerPlugin
    implements ScorerPlugin<LengthScorerPlugin.Options, LengthScorerPlugin.WorkerOptions> {
  /** What a recipe says. */
  record Options(
      @PluginOption(help = "characters that score 1", defaultValue = "100", min = 1, max = 10_000)
          int characters) {}

  /** What a worker is told. */
  record WorkerOptions(
      @PluginOption(help = "batches at once", defaultValue = "1", min = 1, max = 8) int batches) {}

  @Override
  public String name() {
    return "length";
  }

  @Override
  public String summary() {
    return "the length of the response, in parts of a wanted length";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Class<WorkerOptions> workerOptions() {
    return WorkerOptions.class;
  }

  @Override
  public boolean isRepeatable(Options options) {
    return true;
  }

  @Override
  public Supplier<ScorerEngine<Options>> prepare(WorkerOptions options) {
    return () -> new LengthEngine(options);
  }

  private static final class LengthEngine implements ScorerEngine<Options> {
    private final WorkerOptions options;
    private volatile boolean closed;

    LengthEngine(WorkerOptions options) {
      this.options = options;
    }

    @Override
    public List<ScoringResult> score(Options options, List<ScoringRequest> requests)
        throws TransientScoringException {
      if (closed) {
        throw new TransientScoringException("the engine is closed", null);
      }
      return requests.stream().map(request -> score(options, request)).toList();
    }

    private static ScoringResult score(Options options, ScoringRequest request) {
      double score = (double) request.getResponse().length() / options.characters();
      return new ScoringResult.Values(
          Map.of(request.getScorer().getName(), score), ScoringCost.NONE, Optional.empty());
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.SINGLE;
    }

    @Override
    public int concurrency() {
      return options.batches();
    }

    @Override
    public String version() {
      return "length/1";
    }

    @Override
    public String model() {
      return "length";
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
