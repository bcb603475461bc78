package dev.winnow.training;

import java.util.List;
import java.util.Map;

/**
 * What a model learns from: a chat, and what to answer.
 *
 * @see Supervised
 * @see Preference
 */
public sealed interface TuningExample {
  /**
   * Returns the chat before the answer, oldest message first: maps as in the chat completions
   * interface.
   */
  List<Map<String, Object>> messages();

  /** Returns the answers, the one to prefer first. */
  List<String> answers();

  /** A response to imitate. */
  record Supervised(List<Map<String, Object>> messages, String response) implements TuningExample {
    public Supervised {
      messages = List.copyOf(messages);
    }

    @Override
    public List<String> answers() {
      return List.of(response);
    }
  }

  /** Two responses, of which the first is better. */
  record Preference(List<Map<String, Object>> messages, String chosen, String rejected)
      implements TuningExample {
    public Preference {
      messages = List.copyOf(messages);
    }

    @Override
    public List<String> answers() {
      return List.of(chosen, rejected);
    }
  }
}
