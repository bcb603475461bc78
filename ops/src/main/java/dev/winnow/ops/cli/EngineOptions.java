package dev.winnow.ops.cli;

import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.djl.DjlEngine;
import dev.winnow.synthesizer.engine.djl.DjlEngineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine samples, and how it is set up. */
final class EngineOptions {
  /** The engines. */
  enum Kind {
    DJL,
    OPENAI,
    REPLAY
  }

  @Option(
      names = "--engine",
      defaultValue = "djl",
      description = "Who samples: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Option(
      names = "--model",
      description =
          "djl: a Hugging Face directory (default: the shipped model). openai: the model's name on the server.")
  private @Nullable String model;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "djl: auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--dtype",
      defaultValue = "float32",
      description = "djl: float32 or bfloat16 (default: ${DEFAULT-VALUE}).")
  private String dtype;

  @Option(
      names = "--tile-rows",
      defaultValue = "16",
      description = "djl: candidates decoded by one call (default: ${DEFAULT-VALUE}).")
  private int tileRows;

  @Option(
      names = "--max-rows",
      defaultValue = "64",
      description = "djl: most candidates in flight (default: ${DEFAULT-VALUE}).")
  private int maxRows;

  @Option(
      names = "--torch-threads",
      defaultValue = "1",
      description = "djl: threads of one operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  Engine create() {
    return switch (kind) {
      case DJL ->
          new DjlEngine(
              new DjlEngineConfig(modelDirectory(), device, dtype, tileRows, maxRows, threads));
      case OPENAI -> throw new IllegalArgumentException("openai");
      case REPLAY -> throw new IllegalArgumentException("replay");
    };
  }

  private Path modelDirectory() {
    return model == null ? Home.path("models", "abacus") : Path.of(model);
  }
}
