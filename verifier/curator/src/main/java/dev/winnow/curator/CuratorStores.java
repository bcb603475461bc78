package dev.winnow.curator;

import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.OpenWindow;
import dev.winnow.schemas.WaitingPrompt;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the curator keeps of one partition.
 *
 * @param prompts what is known of each prompt, by its id
 * @param rows the rows of prompts that are not closed
 * @param windows the windows that are open, by their key
 * @param waiting the prompts in them, by the window's key and their place
 */
record CuratorStores(
    AvroStore<String, CuratedPrompt> prompts,
    PromptRows rows,
    AvroStore<String, OpenWindow> windows,
    AvroStore<Bytes, WaitingPrompt> waiting) {

  /** Marks a prompt as one that cannot continue, and drops its rows; the caller stores it. */
  void close(String promptId, CuratedPrompt prompt) {
    rows.forget(promptId);
    prompt.setIsClosed(true);
  }
}
