package dev.winnow.worker.engine.djl;

import dev.winnow.transformer.Placement;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the in-process engine runs.
 *
 * @param modelDirectory a Hugging Face directory of the Llama or Qwen2 family
 * @param device {@code auto} (the first GPU if there is one), {@code cpu} or {@code cuda:N}
 * @param dtype {@code float32} or {@code bfloat16}
 * @param tileRows candidates that are decoded by one call, at least 1. Every call has just this
 *     many rows, so it is part of what fixes a candidate's text, with seed, model and device
 * @param maxRows most candidates in flight, at least {@code tileRows}: bounds the memory of the KV
 *     caches
 * @param threads libtorch's threads for one operation, at least 1
 * @param chatTemplate a Jinja file, {@code none} for a completion model, or empty for the model's
 *     own
 */
public record DjlEngineConfig(
    Path modelDirectory,
    String device,
    String dtype,
    int tileRows,
    int maxRows,
    int threads,
    Optional<String> chatTemplate) {
  public DjlEngineConfig {
    new Placement(device, dtype);
    require(tileRows >= 1, "batch rows: %d, want at least 1".formatted(tileRows));
    require(
        maxRows >= tileRows,
        "max rows: %d, want at least the batch's %d".formatted(maxRows, tileRows));
    require(threads >= 1, "threads: %d, want at least 1".formatted(threads));
  }

  /** With the model's own chat template. */
  public DjlEngineConfig(
      Path modelDirectory, String device, String dtype, int tileRows, int maxRows, int threads) {
    this(modelDirectory, device, dtype, tileRows, maxRows, threads, Optional.empty());
  }

  /**
   * Defaults for a model on this machine: batches of 16, at most 64 candidates at once, as many
   * threads as processors, the model's own chat template.
   */
  public static DjlEngineConfig of(Path modelDirectory) {
    return new DjlEngineConfig(modelDirectory, "auto", "float32", 16, 64, processors());
  }

  /** The processors of the machine. A small model beside other work may be faster with fewer. */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
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
