package dev.winnow.ops.cli;

import dev.winnow.worker.engine.replay.Exhausted;
import dev.winnow.worker.engine.replay.ReplayConfig;
import dev.winnow.worker.engine.replay.ReplayLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the engine that answers from recordings. */
final class ReplayOptions {
  @Option(
      names = "--replay-file",
      paramLabel = "FILE",
      description = "replay: recorded responses in JSONL; may be given several times.")
  private List<Path> files = List.of();

  @Option(
      names = "--replay-layout",
      paramLabel = "LAYOUT",
      defaultValue = "auto",
      description =
          "replay: layout of the lines, ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReplayLayout layout;

  @Option(
      names = "--replay-exhausted",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description =
          "replay: what a candidate beyond the recording does, ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Exhausted exhausted;

  boolean hasFiles() {
    return !files.isEmpty();
  }

  ReplayConfig config(Optional<String> model) {
    return new ReplayConfig(files, layout, exhausted, model.orElse("replay"));
  }
}
