package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A wrong response with the request to find its mistake, and a right one of the same prompt as the
 * correction, as "Learning From Mistakes Makes LLM Better Reasoner" (arXiv 2310.20689, section 2)
 * forms its correction data. Its explanations come from a stronger model; here the answer that the
 * verifier extracted takes their place.
 */
public final class LearnFromMistakesExport implements ExportPlugin<NoOptions> {
  @Override
  public String name() {
    return "learn_from_mistakes";
  }

  @Override
  public String summary() {
    return "a wrong response, why it is wrong, and a right one of the same prompt (LEMA)";
  }

  @Override
  public Class<NoOptions> options() {
    return NoOptions.class;
  }

  @Override
  public List<String> datasets(NoOptions options) {
    return List.of("accepted", "rejected");
  }

  @Override
  public Export create(NoOptions options) {
    Map<String, String> rightByPrompt = new HashMap<>();
    return (dataset, row, out) -> {
      String promptId = row.path("prompt_id").asText();
      if (dataset.equals("accepted")) {
        rightByPrompt.putIfAbsent(promptId, row.path("response").asText());
      } else {
        Optional.ofNullable(rightByPrompt.get(promptId)).ifPresent(right -> write(row, right, out));
      }
    };
  }

  private static void write(JsonNode wrong, String right, Consumer<ObjectNode> out) {
    String question = Chat.lastContent(Chat.prompt(wrong));
    String request =
        """
        Say why the solution of this question is incorrect, and give a correct one.

        Question: %s

        Incorrect solution: %s"""
            .formatted(question, wrong.path("response").asText());
    String answer = "%s\n\nCorrect solution: %s".formatted(reason(wrong), right);
    ObjectNode row = Chat.row();
    row.set(
        "messages", Chat.joined(Chat.withLast(Chat.prompt(wrong), request), Chat.answer(answer)));
    out.accept(row.put("reason", wrong.path("reason").asText()));
  }

  private static String reason(JsonNode wrong) {
    JsonNode extracted = wrong.path("extracted_answer");
    return extracted.isTextual()
        ? "Its answer, %s, is wrong.".formatted(extracted.asText())
        : "It does not arrive at the right answer.";
  }
}
