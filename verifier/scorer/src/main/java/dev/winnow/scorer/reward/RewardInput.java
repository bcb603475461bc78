package dev.winnow.scorer.reward;

import dev.winnow.schemas.Message;
import java.util.List;

/** What a reward model judges, as its server wants it. */
public sealed interface RewardInput {
  /**
   * The whole conversation as one text, rendered by the model's chat template.
   *
   * @param text with exactly one beginning-of-sequence token where the template writes one
   */
  record Rendered(String text) implements RewardInput {}

  /** The conversation, which the server renders itself; the last message is the response. */
  record Conversation(List<Message> messages) implements RewardInput {
    public Conversation {
      messages = List.copyOf(messages);
    }
  }

  /** A prompt and a response, apart. */
  record Pair(String prompt, String response) implements RewardInput {}
}
