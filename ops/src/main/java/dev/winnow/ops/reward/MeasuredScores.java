package dev.winnow.ops.reward;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.training.RewardExample;
import dev.winnow.transformer.Conversation;
import dev.winnow.transformer.Reward;
import dev.winnow.transformer.RewardModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a model's scores of judged responses as {@code winnow calibrate} reads them. */
public final class MeasuredScores {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MeasuredScores() {}

  /**
   * Writes a line for each response that has a score.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RewardModel model, List<RewardExample> examples, Path file)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (RewardExample example : examples) {
        write(model, example, example.accepted(), true, out);
        write(model, example, example.rejected(), false, out);
      }
    }
  }

  private static void write(
      RewardModel model,
      RewardExample example,
      List<String> responses,
      boolean correct,
      BufferedWriter out)
      throws IOException {
    List<Conversation> texts =
        responses.stream().map(response -> Conversation.of(example.prompt(), response)).toList();
    for (Reward reward : model.score(texts)) {
      if (reward instanceof Reward.Scored scored) {
        out.write(line(example, scored.logit(), correct));
        out.newLine();
      }
    }
  }

  private static String line(RewardExample example, double score, boolean correct)
      throws IOException {
    return JSON.writeValueAsString(
        new TreeMap<>(Map.of("prompt_id", example.prompt(), "score", score, "correct", correct)));
  }
}
