package dev.winnow.verifier.check;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * The prompt of a candidate with one correct answer.
 *
 * @param promptId id for logs
 * @param messages the chat that the candidate continues
 * @param reference the correct answer to compare with; empty when the prompt has none
 */
public record Question(String promptId, List<Message> messages, Optional<String> reference) {
  public Question {
    messages = List.copyOf(messages);
  }

  static Question of(Prompt prompt, Optional<String> reference) {
    return new Question(prompt.getId(), prompt.getMessages(), reference);
  }
}
