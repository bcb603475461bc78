package dev.winnow.producers.publish;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids that were read so far, over all files of one run, with what they stand for: some 200
 * bytes each. Not thread-safe.
 */
public final class KnownIds {
  private final Map<String, String> contentById = new HashMap<>();

  /** Why a prompt whose id stands for another one is refused, wherever it is given. */
  public static String takenReason(String id) {
    return "id: '%s' is another prompt's already; give each its own, or none".formatted(id);
  }

  /** What is known of a prompt's id. */
  enum Finding {
    /** It was not read before. */
    NEW,
    /** It was read before, and asked the same. */
    REPEATED,
    /** It was read before, and asked something else. */
    TAKEN
  }

  /** Remembers the prompt, unless its id is known. */
  Finding add(Prompt prompt) {
    String content = ContentHash.ofPrompt(prompt);
    String before = contentById.putIfAbsent(prompt.getId(), content);
    if (before == null) {
      return Finding.NEW;
    }
    return before.equals(content) ? Finding.REPEATED : Finding.TAKEN;
  }
}
