package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two pairs for each pair whose sides have scores, conditioned on a target score: the better answer
 * is preferred where its score is asked for, and the worse one where its own is, as
 * "Reward-Augmented Data Enhances Direct Preference Alignment of LLMs" (arXiv 2410.08067, section
 * 4) relabels preferences. The target stands in a system message.
 */
public final class RewardAugmentedExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "reward_augmented";
  }

  @Override
  public String summary() {
    return "pairs conditioned on a target score (Reward-Augmented Data)";
  }

  @Override
  public Class<NoOptions> options() {
    return NoOptions.class;
  }

  @Override
  public List<String> datasets(NoOptions options) {
    return List.of("pairs");
  }

  @Override
  public Export create(NoOptions options) {
    return (dataset, row, out) -> write(PairColumns.of(row), out);
  }

  private static void write(PairColumns pair, Consumer<ObjectNode> out) {
    JsonNode chosen = pair.row().path("score_chosen");
    JsonNode rejected = pair.row().path("score_rejected");
    if (chosen.isNumber() && rejected.isNumber()) {
      out.accept(row(pair, chosen.asDouble(), pair.chosen(), pair.rejected()));
      out.accept(row(pair, rejected.asDouble(), pair.rejected(), pair.chosen()));
    }
  }

  private static ObjectNode row(PairColumns pair, double target, String wanted, String other) {
    String goal = "Generate a response that receives the score %s.".formatted(target);
    ObjectNode row = Chat.row();
    row.set("prompt", Chat.joined(Chat.chat(Chat.message("system", goal)), pair.prompt()));
    row.set("chosen", Chat.answer(wanted));
    row.set("rejected", Chat.answer(other));
    return row.put("target_score", target);
  }
}
