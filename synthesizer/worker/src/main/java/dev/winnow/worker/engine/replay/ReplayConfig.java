package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.plugin.PluginOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Configuration of the replay engine.
 *
 * @param files recordings in JSONL, at least one; a prompt's responses may be spread over several,
 *     in this order
 * @param layout layout of all files
 * @param exhausted handling of candidates beyond the recording
 * @param model model name that is written on every candidate
 */
public record ReplayConfig(
    @PluginOption(
            name = "replay_file",
            help = "recorded responses in JSONL; may be given several times",
            required = true,
            placeholder = "FILE")
        List<Path> files,
    @PluginOption(
            name = "replay_layout",
            help = "layout of the lines",
            defaultValue = "auto",
            placeholder = "LAYOUT")
        ReplayLayout layout,
    @PluginOption(
            name = "replay_exhausted",
            help = "what a candidate beyond the recording does",
            defaultValue = "fail",
            placeholder = "WHAT")
        Exhausted exhausted,
    @PluginOption(
            help = "the name to write on candidates",
            defaultValue = "replay",
            placeholder = "NAME")
        String model) {
  private static final int MAX_FILES = 10_000;

  public ReplayConfig {
    files = List.copyOf(files);
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new IllegalArgumentException(
          "files: %d, want 1 to %d recordings".formatted(files.size(), MAX_FILES));
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model: must not be blank");
    }
  }

  /** Returns a configuration that plays these files, of any layout, once. */
  public static ReplayConfig of(List<Path> files) {
    return new ReplayConfig(files, ReplayLayout.AUTO, Exhausted.FAIL, "replay");
  }
}
