package dev.winnow.worker.engine.djl;

import dev.winnow.transformer.Placement;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the in-process engine.
 *
 * @param modelDirectory a Hugging Face directory of the Llama or Qwen2 family
 * @param device {@code auto} (the first GPU if there is one), {@code cpu} or {@code cuda:N}
 * @param dtype {@code float32} or {@code bfloat16}
 * @param batchRows number of candidates decoded by one call, at least 1. Every call has exactly
 *     this many rows, so it determines a candidate's text, together with seed, model and device
 * @param maxRows maximum number of candidates in flight, at least {@code batchRows}: limits the
 *     memory of the KV caches
 * @param threads libtorch's threads for one operation, at least 1
 * @param chatTemplate a Jinja file, {@code none} for a completion model, or empty for the model's
 *     own template
 */
public record DjlEngineConfig(
    Path modelDirectory,
    String device,
    String dtype,
    int batchRows,
    int maxRows,
    int threads,
    Optional<String> chatTemplate) {
  public DjlEngineConfig {
    new Placement(device, dtype);
    require(batchRows >= 1, "batch rows: %d, want at least 1".formatted(batchRows));
    require(
        maxRows >= batchRows,
        "max rows: %d, want at least the batch's %d".formatted(maxRows, batchRows));
    require(threads >= 1, "threads: %d, want at least 1".formatted(threads));
  }

  /** Creates a configuration with the model's own chat template. */
  public DjlEngineConfig(
      Path modelDirectory, String device, String dtype, int batchRows, int maxRows, int threads) {
    this(modelDirectory, device, dtype, batchRows, maxRows, threads, Optional.empty());
  }

  /**
   * Returns the default configuration for a model on this machine: batches of 16, at most 64
   * candidates at once, {@link #threads} of all its processors, the model's own chat template.
   */
  public static DjlEngineConfig of(Path modelDirectory) {
    return of(modelDirectory, threads(processors()));
  }

  /** Returns the default configuration with another number of threads. */
  public static DjlEngineConfig of(Path modelDirectory, int threads) {
    return new DjlEngineConfig(modelDirectory, "auto", "float32", 16, 64, threads);
  }

  /**
   * Returns the number of processors. A small model that shares the machine may be faster with
   * fewer threads.
   */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Returns libtorch's threads where the operator has not chosen: those of the environment variable
   * {@code OMP_NUM_THREADS}, which PyTorch takes too, else as many as processors. Threads of one
   * operation wait for each other by spinning, so more than there are free processors make it many
   * times slower.
   */
  public static int threads(int processors) {
    return threads(System.getenv("OMP_NUM_THREADS"), processors);
  }

  static int threads(@Nullable String chosen, int processors) {
    // OpenMP has a list there: the first is that of the outermost loops.
    String first = chosen == null ? "" : chosen.split(",", 2)[0].strip();
    return first.matches("[1-9]\\d{0,3}") ? Integer.parseInt(first) : processors;
  }

  Placement placement() {
    return new Placement(device, dtype);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
