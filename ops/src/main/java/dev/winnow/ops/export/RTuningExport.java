package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Each response with the question whether the model is sure of it, as "R-Tuning: Instructing Large
 * Language Models to Say 'I Don't Know'" (arXiv 2311.09677, section 3.2) pads its data: accepted
 * responses of prompts that the model is sure of, and rejected ones of all others.
 */
public final class RTuningExport implements ExportPlugin<Certainty.Options> {
  private static final String QUESTION =
      "Are you sure you accurately answered the question based on your internal knowledge?";

  @Override
  public String name() {
    return "r_tuning";
  }

  @Override
  public String summary() {
    return "responses followed by 'I am sure' or 'I am unsure', by the prompt's pass rate (R-Tuning)";
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
    return Certainty.export(options, RTuningExport::write);
  }

  /**
   * Writes a right answer to a prompt that the model is sure of, or a wrong one to a prompt that it
   * is unsure of. Other rows would teach the opposite.
   */
  private static void write(
      JsonNode sample, boolean isAccepted, boolean isSure, Consumer<ObjectNode> out) {
    if (isAccepted != isSure) {
      return;
    }
    ArrayNode chat =
        Chat.joined(Chat.prompt(sample), Chat.answer(sample.path("response").asText()));
    ArrayNode question = Chat.chat(Chat.message("user", QUESTION));
    ArrayNode answer = Chat.answer(isSure ? "I am sure." : "I am unsure.");
    ObjectNode row = Chat.row();
    row.set("messages", Chat.joined(Chat.joined(chat, question), answer));
    out.accept(row);
  }
}
