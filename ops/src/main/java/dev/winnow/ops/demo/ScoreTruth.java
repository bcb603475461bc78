package dev.winnow.ops.demo;

import dev.winnow.ops.dataset.DatasetDirectory;
import dev.winnow.ops.reward.RewardRowFile;
import dev.winnow.ops.reward.RewardRowFile.Row;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.training.problem.Problem;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.ResponseCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a recipe without checks accepted, compared with the answers that its prompts were published
 * without. The comparison runs after the stream, on the rows of the datasets.
 *
 * @param families the counts of each family
 */
record ScoreTruth(Map<String, Counts> families) {
  /**
   * Candidates of a family.
   *
   * @param right candidates whose answer equals the reference, accepted or not
   * @param falseAccepts accepted candidates that are not right
   * @param falseRejects rejected candidates that are right
   */
  record Counts(
      long candidates,
      long accepted,
      long right,
      long falseAccepts,
      long falseRejects,
      long undecided) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    private static Counts of(Outcome outcome, boolean right) {
      boolean accepted = outcome == Outcome.ACCEPTED;
      boolean rejected = outcome == Outcome.REJECTED;
      return new Counts(
          1,
          accepted ? 1 : 0,
          right ? 1 : 0,
          accepted && !right ? 1 : 0,
          rejected && right ? 1 : 0,
          outcome == Outcome.UNDECIDED ? 1 : 0);
    }

    Counts plus(Counts other) {
      return new Counts(
          candidates + other.candidates,
          accepted + other.accepted,
          right + other.right,
          falseAccepts + other.falseAccepts,
          falseRejects + other.falseRejects,
          undecided + other.undecided);
    }
  }

  /**
   * Compares the rows of a recipe's datasets with the problems' answers.
   *
   * @param dataset directory of the recipe's datasets
   * @throws IOException if a file cannot be read
   */
  static ScoreTruth of(Path dataset, List<Problem> problems) throws IOException {
    ResponseCheck check = Checks.compile(RecordFactory.check("math", Map.of()));
    Map<String, Long> answers = new HashMap<>();
    problems.forEach(problem -> answers.put(problem.question(), problem.answer()));
    Map<String, Counts> families = new TreeMap<>();
    DatasetDirectory directory = new DatasetDirectory(dataset);
    VerdictHistory history = directory.history();
    for (Outcome outcome : Outcome.values()) {
      for (Path file : directory.files(outcome)) {
        RewardRowFile.read(
            file,
            row -> {
              if (row.isCurrent(history)) {
                Counts counts = Counts.of(outcome, isRight(check, row, answers));
                families.merge(row.family(), counts, Counts::plus);
              }
            });
      }
    }
    return new ScoreTruth(families);
  }

  /** Returns the counts of all families together. */
  Counts all() {
    return families.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  private static boolean isRight(ResponseCheck check, Row row, Map<String, Long> answers) {
    Long answer = answers.get(row.prompt());
    return answer != null
        && row.hasResponse()
        && check.check(reference(answer), row.response()).outcome() == Outcome.ACCEPTED;
  }

  private static Prompt reference(long answer) {
    return Prompt.newBuilder()
        .setId("truth")
        .setRecipe("truth")
        .setMessages(List.of())
        .setReference(String.valueOf(answer))
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
