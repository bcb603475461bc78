package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.RewardModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes reward models known as {@code reward}. */
public final class RewardPlugin implements ScorerPlugin<RewardOptions, RewardWorkerOptions> {
  private static final int MAX_ANSWER_BYTES = 8 << 20;

  @Override
  public String name() {
    return "reward";
  }

  @Override
  public String summary() {
    return "a reward model, in this process or behind vLLM, SGLang, TEI, OpenRLHF or any JSON"
        + " server";
  }

  @Override
  public Class<RewardOptions> options() {
    return RewardOptions.class;
  }

  @Override
  public Class<RewardWorkerOptions> workerOptions() {
    return RewardWorkerOptions.class;
  }

  /** A forward pass draws nothing at random. */
  @Override
  public boolean isRepeatable(RewardOptions options) {
    return true;
  }

  @Override
  public Supplier<ScorerEngine<RewardOptions>> prepare(RewardWorkerOptions options) {
    return options.baseUrl().isPresent()
        ? remote(options, options.baseUrl().get())
        : local(options);
  }

  private static Supplier<ScorerEngine<RewardOptions>> remote(
      RewardWorkerOptions options, URI baseUrl) {
    HttpRewardConfig config = config(options, baseUrl);
    return () -> new HttpRewardEngine(config, System::getenv);
  }

  private static Supplier<ScorerEngine<RewardOptions>> local(RewardWorkerOptions options) {
    Path directory = Path.of(options.model());
    if (!Files.isDirectory(directory)) {
      throw new BadOptionsException(
          "model",
          "the directory '%s' does not exist; for a model behind a server give --base-url"
              .formatted(directory));
    }
    Placement placement = new Placement(options.device(), options.dtype());
    BatchLimits limits = limits(options, options.batch());
    return () ->
        new LocalRewardEngine(RewardModel.load(directory, placement), limits, options.maxChars());
  }

  private static HttpRewardConfig config(RewardWorkerOptions options, URI baseUrl) {
    Backoff backoff = Backoff.DEFAULT;
    HttpServerConfig server =
        new HttpServerConfig(
            baseUrl,
            options.apiKeyEnv(),
            options.maxRequests(),
            Duration.ofSeconds(options.requestSeconds()),
            new Backoff(
                options.requestAttempts(),
                backoff.first(),
                backoff.longest(),
                backoff.longestAsked()),
            MAX_ANSWER_BYTES);
    Dialect dialect = Dialects.of(options);
    InputRenderer renderer = Renderers.of(options, dialect);
    BatchLimits limits = limits(options, dialect.maxInputs(Renderers.example(renderer.form())));
    return new HttpRewardConfig(
        server,
        dialect,
        renderer,
        options.model(),
        options.normalized(),
        limits,
        options.maxChars());
  }

  /**
   * Returns the limits of a batch. If a request holds one input, waiting for others gains nothing.
   */
  static BatchLimits limits(RewardWorkerOptions options, int maxInputs) {
    int requests = Math.min(options.batch(), maxInputs);
    return new BatchLimits(
        requests,
        options.batchTokens(),
        requests == 1 ? Duration.ZERO : Duration.ofMillis(options.batchMillis()));
  }
}
