package dev.winnow.producers.publish;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids read so far, over all files of one run, with a digest of their prompts: about 200 bytes
 * each. Not thread-safe.
 */
public final class KnownIds {
  private final Map<String, String> contentById = new HashMap<>();

  /** Returns the reason why a prompt whose id belongs to another one is rejected. */
  public static String takenReason(String id) {
    return "id: '%s' already belongs to another prompt; give each prompt its own id, or none"
        .formatted(id);
  }

  /** The result of a lookup of a prompt's id. */
  enum Finding {
    /** The id was not read before. */
    NEW,
    /** The id was read before, with the same prompt. */
    REPEATED,
    /** The id was read before, with another prompt. */
    TAKEN
  }

  /** Adds the prompt, unless its id is known. */
  Finding add(Prompt prompt) {
    String content = ContentHash.ofPrompt(prompt);
    String before = contentById.putIfAbsent(prompt.getId(), content);
    if (before == null) {
      return Finding.NEW;
    }
    return before.equals(content) ? Finding.REPEATED : Finding.TAKEN;
  }
}
