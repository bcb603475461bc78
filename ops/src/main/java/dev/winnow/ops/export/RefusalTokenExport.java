package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A token before each response that says whether the model should answer, as "Refusal Tokens: A
 * Simple Way to Calibrate Refusals in Large Language Models" (arXiv 2412.06748, section 3) trains
 * it: {@code [RESPOND]} before accepted responses of prompts that the model is sure of, {@code
 * [REFUSE]} and a refusal for all others, once for each prompt.
 */
public final class RefusalTokenExport implements ExportPlugin<Certainty.Options> {
  private static final String REFUSAL = "I am not sure that I can answer this correctly.";

  @Override
  public String name() {
    return "refusal_token";
  }

  @Override
  public String summary() {
    return "[RESPOND] or [REFUSE] before each response, by the prompt's pass rate (Refusal Tokens)";
  }

  @Override
  public Class<Certainty.Options> options() {
    return Certainty.Options.class;
  }

  @Override
  public List<String> datasets(Certainty.Options options) {
    return Certainty.DATASETS;
  }

  @Override
  public Export create(Certainty.Options options) {
    Set<String> refused = new HashSet<>();
    return Certainty.export(
        options,
        (sample, isAccepted, isSure, out) -> write(sample, isAccepted, isSure, refused, out));
  }

  private static void write(
      JsonNode sample,
      boolean isAccepted,
      boolean isSure,
      Set<String> refused,
      Consumer<ObjectNode> out) {
    if (isSure && isAccepted) {
      out.accept(row(sample, "[RESPOND] " + sample.path("response").asText()));
    } else if (!isSure && refused.add(sample.path("prompt_id").asText())) {
      out.accept(row(sample, "[REFUSE] " + REFUSAL));
    }
  }

  private static ObjectNode row(JsonNode sample, String answer) {
    ObjectNode row = Chat.row();
    row.set("messages", Chat.joined(Chat.prompt(sample), Chat.answer(answer)));
    return row;
  }
}
