package dev.winnow.ops.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in the order of the ids' UTF-8 bytes.
 *
 * @param next the id after which the next part begins; null at the end of the list
 */
record PromptPage(List<ListedPrompt> prompts, @Nullable String next) {
  PromptPage {
    prompts = List.copyOf(prompts);
  }
}
