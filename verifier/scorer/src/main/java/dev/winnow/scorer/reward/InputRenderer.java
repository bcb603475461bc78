package dev.winnow.scorer.reward;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import dev.winnow.transformer.template.ChatTemplate;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a candidate into the form that a server wants. Thread-safe.
 *
 * @param template of the model; present where the form needs it
 * @param serverAddsTokens whether the server puts special tokens around a text
 */
record InputRenderer(InputForm form, Optional<ChatTemplate> template, boolean serverAddsTokens) {
  /**
   * Returns the input.
   *
   * @throws TemplateException if the chat template rejects the conversation
   */
  RewardInput of(List<Message> prompt, String response) {
    return switch (form) {
      case PAIR -> new Pair(question(prompt), response);
      case MESSAGES -> new Conversation(conversation(prompt, response));
      case TEMPLATE -> new Rendered(rendered(conversation(prompt, response)));
    };
  }

  private static List<Message> conversation(List<Message> prompt, String response) {
    List<Message> all = new ArrayList<>(prompt);
    all.add(RecordFactory.message("assistant", response));
    return all;
  }

  private static String question(List<Message> prompt) {
    return prompt.size() == 1
        ? prompt.getFirst().getContent()
        : String.join("\n\n", prompt.stream().map(Message::getContent).toList());
  }

  private String rendered(List<Message> conversation) {
    List<Map<String, String>> messages =
        conversation.stream()
            .map(m -> Map.of("role", m.getRole(), "content", m.getContent()))
            .toList();
    ChatTemplate rules = template.orElseThrow();
    String text =
        rules.render(
            Map.of("messages", messages, "add_generation_prompt", false), LocalDateTime.now());
    return rules.specialToken("bos_token").map(bos -> withoutExtra(text, bos)).orElse(text);
  }

  /**
   * Two beginning-of-sequence tokens change the score without any sign of it, so a text keeps at
   * most one, and none where the server adds it.
   */
  private String withoutExtra(String text, String bos) {
    String rest = text;
    while (rest.startsWith(bos)) {
      rest = rest.substring(bos.length());
    }
    return rest.length() == text.length() || serverAddsTokens ? rest : bos + rest;
  }
}
