package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.PriceOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.runtime.share.WorkerConfig;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all workers of a pool have: how long they keep requests, and what their tokens cost. */
final class WorkerOptions {
  @Mixin private PriceOptions prices;

  @Option(
      names = "--lock-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.Count.class,
      defaultValue = "15",
      description = "How long a silent worker keeps its requests (default: ${DEFAULT-VALUE}).")
  private int lockSeconds;

  @Option(
      names = "--drain-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.CountOrNone.class,
      defaultValue = "20",
      description = "How long requests may go on after SIGTERM (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  /** Returns the configuration of a worker of this pool. */
  WorkerConfig config(String pool) {
    return new WorkerConfig(
        pool, Duration.ofSeconds(lockSeconds), Duration.ofSeconds(drainSeconds), prices.prices());
  }
}
