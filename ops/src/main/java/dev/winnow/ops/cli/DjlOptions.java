package dev.winnow.ops.cli;

import dev.winnow.worker.engine.djl.DjlEngineConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the engine that samples in this process. */
final class DjlOptions {
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
      description =
          "djl: threads of one operation (default: the machine's processors; half of them in demo and local, where broker and stages run beside).")
  private Optional<Integer> threads;

  @Option(
      names = "--chat-template",
      paramLabel = "FILE|none",
      description =
          "djl: a Jinja chat template, or none for a completion model (default: the model's own).")
  private Optional<String> chatTemplate;

  DjlEngineConfig config(Optional<String> model, int defaultThreads) {
    Path directory = model.map(Path::of).orElseGet(() -> Home.path("models", "abacus"));
    return new DjlEngineConfig(
        directory, device, dtype, tileRows, maxRows, threads.orElse(defaultThreads), chatTemplate);
  }
}
