package dev.winnow.ops.reward;

import dev.winnow.ops.dataset.DatasetDirectory;
import dev.winnow.ops.reward.RewardRowFile.Row;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.training.RewardExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The accepted and rejected responses of one recipe's datasets, by prompt. Of a candidate that was
 * judged again, the current verdict counts.
 */
public final class JudgedRows {
  /** A prompt with what has been read for it. */
  private record Responses(Row first, List<String> accepted, List<String> rejected) {
    RewardExample example() {
      return new RewardExample(first.family(), first.prompt(), accepted, rejected);
    }
  }

  private JudgedRows() {}

  /**
   * Reads the rows. They are sorted, so that the same rows give the same examples whatever files
   * they are in.
   *
   * @param dataset a recipe's directory, with {@code accepted} and {@code rejected} in it
   * @throws IllegalArgumentException if the directory has no such rows
   * @throws IOException if a file cannot be read
   */
  public static List<RewardExample> read(Path dataset) throws IOException {
    DatasetDirectory directory = new DatasetDirectory(dataset);
    VerdictHistory history = directory.history();
    Map<String, Responses> prompts = new TreeMap<>();
    for (Outcome outcome : List.of(Outcome.ACCEPTED, Outcome.REJECTED)) {
      requireRows(directory, outcome);
      for (Path file : directory.files(outcome)) {
        RewardRowFile.read(
            file,
            row -> {
              if (row.isCurrent(history)) {
                add(row, outcome == Outcome.ACCEPTED, prompts);
              }
            });
      }
    }
    return prompts.values().stream().map(JudgedRows::sorted).map(Responses::example).toList();
  }

  private static void add(Row row, boolean accepted, Map<String, Responses> prompts) {
    if (row.hasResponse()) {
      Responses responses =
          prompts.computeIfAbsent(
              row.promptId(), id -> new Responses(row, new ArrayList<>(), new ArrayList<>()));
      (accepted ? responses.accepted() : responses.rejected()).add(row.response());
    }
  }

  private static Responses sorted(Responses responses) {
    responses.accepted().sort(null);
    responses.rejected().sort(null);
    return responses;
  }

  private static void requireRows(DatasetDirectory dataset, Outcome outcome) {
    if (!Files.isDirectory(dataset.of(outcome))) {
      throw new IllegalArgumentException(
          "%s: there is no directory '%s'; give the directory of one recipe's datasets, such as .winnow/datasets/arithmetic"
              .formatted(dataset.path(), dataset.of(outcome).getFileName()));
    }
  }
}
