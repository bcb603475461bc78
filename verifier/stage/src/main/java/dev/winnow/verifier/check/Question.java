package dev.winnow.verifier.check;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * What a candidate answers, and one answer that is right.
 *
 * @param promptId for logs
 * @param messages the chat that it continues
 * @param reference the right answer that it is compared with; empty when the prompt has none
 */
public record Question(String promptId, List<Message> messages, Optional<String> reference) {
  public Question {
    messages = List.copyOf(messages);
  }

  static Question of(Prompt prompt, Optional<String> reference) {
    return new Question(prompt.getId(), prompt.getMessages(), reference);
  }
}
