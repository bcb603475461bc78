package dev.winnow.scorer.judge;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ScoringRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills a judge's prompt with a candidate. */
final class JudgeQuestion {
  private JudgeQuestion() {}

  /** Returns the question about the response alone, with the reference where there is one. */
  static String alone(JudgePlan plan, ScoringRequest request) {
    Optional<String> reference = request.getPrompt().getReference();
    Map<String, String> values = common(plan, request.getPrompt());
    values.put("response", request.getResponse());
    reference.ifPresent(text -> values.put("reference", text));
    return (reference.isPresent() ? plan.withReference() : plan.plain()).fill(values);
  }

  /** Returns the question which of two responses is better, in this order. */
  static String pair(JudgePlan plan, Prompt prompt, String first, String second) {
    Map<String, String> values = common(plan, prompt);
    values.put("response_a", first);
    values.put("response_b", second);
    prompt.getReference().ifPresent(text -> values.put("reference", text));
    return plan.plain().fill(values);
  }

  private static Map<String, String> common(JudgePlan plan, Prompt prompt) {
    Map<String, String> values = new HashMap<>();
    values.put("prompt", shown(prompt.getMessages()));
    values.put("criteria", plan.shownCriteria());
    return values;
  }

  private static String shown(List<Message> messages) {
    if (messages.size() == 1) {
      return messages.getFirst().getContent();
    }
    return String.join(
        "\n\n", messages.stream().map(m -> m.getRole() + ": " + m.getContent()).toList());
  }
}
