package dev.winnow.ops.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next after what the next part begins; null at the end of the list
 */
record PromptPage(List<ListedPrompt> prompts, @Nullable String next) {
  PromptPage {
    prompts = List.copyOf(prompts);
  }
}
