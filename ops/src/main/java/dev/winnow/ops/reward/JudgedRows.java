package dev.winnow.ops.reward;

import dev.winnow.ops.reward.RewardRowFile.Row;
import dev.winnow.training.RewardExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The accepted and rejected rows of one recipe's datasets, by prompt. */
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
    Map<String, Responses> prompts = new TreeMap<>();
    for (Path file : files(dataset, "accepted")) {
      RewardRowFile.read(file, row -> add(row, true, prompts));
    }
    for (Path file : files(dataset, "rejected")) {
      RewardRowFile.read(file, row -> add(row, false, prompts));
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

  private static List<Path> files(Path dataset, String outcome) throws IOException {
    Path directory = dataset.resolve(outcome);
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "%s: there is no directory '%s'; give the directory of one recipe's datasets, such as .winnow/datasets/arithmetic"
              .formatted(dataset, outcome));
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }
}
