package dev.winnow.ops.cli.option;

import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads files of prompts for commands that measure on all of them. */
public final class ReadPrompts {
  private ReadPrompts() {}

  /**
   * Returns the prompts of the files.
   *
   * @param err gets what became of each file
   * @throws IllegalArgumentException if there is none, or a row is no prompt
   */
  public static List<Prompt> of(List<Path> files, PromptReader reader, PrintWriter err)
      throws IOException, InterruptedException {
    PromptFiles.requireReadable(files);
    List<Prompt> prompts = new ArrayList<>();
    PromptFiles reading =
        PromptFiles.reading(
            prompt -> {
              synchronized (prompts) {
                prompts.add(prompt);
              }
              return CompletableFuture.completedFuture(null);
            },
            reader,
            err);
    boolean isClean = reading.takeAll(files);
    err.flush();
    if (!isClean || prompts.isEmpty()) {
      throw new IllegalArgumentException(
          prompts.isEmpty()
              ? "the files have no prompt"
              : "some rows are no prompts of this recipe; a measure without them would be another"
                  + " one");
    }
    return prompts;
  }
}
