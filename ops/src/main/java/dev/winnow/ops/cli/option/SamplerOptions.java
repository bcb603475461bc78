package dev.winnow.ops.cli.option;

import dev.winnow.worker.engine.djl.DjlEngineConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command that measures models samples. */
public final class SamplerOptions {
  /** Batches in flight: while one is decoded, the candidates of the next are gathered. */
  private static final int BATCHES = 4;

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "16",
      description =
          "Candidates decoded by one call (default: ${DEFAULT-VALUE}). With seed and model it"
              + " decides what is sampled.")
  private int batchRows;

  @Option(
      names = "--torch-threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description =
          "Threads of one operation (default: OMP_NUM_THREADS, else the machine's processors).")
  private @Nullable Integer threads;

  /**
   * Returns the configuration of an engine.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DjlEngineConfig engine(Path model) {
    return new DjlEngineConfig(
        model,
        "auto",
        "float32",
        batchRows,
        BATCHES * batchRows,
        threads == null ? DjlEngineConfig.threads(DjlEngineConfig.processors()) : threads,
        Optional.empty());
  }
}
