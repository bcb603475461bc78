package dev.winnow.transformer;

import java.util.List;
import java.util.Map;

/**
 * A text for a reward model: a chat and the response to judge.
 *
 * @param messages the chat before the response, oldest first: maps as in the chat completions
 *     interface, such as {@code {"role": "user", "content": "..."}}
 * @param response the response, with whatever prefix it was given
 */
public record Conversation(List<Map<String, Object>> messages, String response) {
  public Conversation {
    messages = List.copyOf(messages);
  }

  /** Returns a conversation of one user message and its response. */
  public static Conversation of(String prompt, String response) {
    return new Conversation(List.of(Map.of("role", "user", "content", prompt)), response);
  }
}
