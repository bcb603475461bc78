package dev.winnow.ops.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with a part of its candidates, in the order of their indices. Immutable.
 *
 * @param text what the prompt asks; null while no candidate has a verdict
 * @param next index after which the next part begins; null where there is none
 * @param complete whether every row of the prompt was found
 * @param note why rows are missing; null when complete
 * @param cost price of the tokens that were generated for the prompt, as {@link RecipeCost} counts
 *     it; null where no price is known
 */
record CandidatesPage(
    ListedPrompt prompt,
    @Nullable PromptContent text,
    List<CandidateCard> candidates,
    @Nullable Integer next,
    boolean complete,
    @Nullable String note,
    @Nullable Double cost) {
  CandidatesPage {
    candidates = List.copyOf(candidates);
  }

  CandidatesPage withCost(@Nullable Double price) {
    return new CandidatesPage(prompt, text, candidates, next, complete, note, price);
  }
}
