package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counts of each recipe's prompts, kept up to date by their progress. About 150 bytes for each
 * prompt: their ids are not kept, but a 64-bit hash of them. Not thread-safe.
 */
final class PromptCounts implements FollowedPrompts {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<Long, CountedPrompt> prompts = new HashMap<>();
  private final RecipeTotals totals = new RecipeTotals();
  private final Interned names = new Interned();

  @Override
  public void progress(byte[] promptId, Optional<Progress> progress) {
    CountedPrompt now =
        progress.map(known -> CountedPrompt.of(known).withNames(names)).orElse(null);
    Long key = hash(promptId);
    CountedPrompt before = now == null ? prompts.remove(key) : prompts.put(key, now);
    totals.replace(before, now);
  }

  @Override
  public List<RecipeStatus> recipes() {
    return totals.recipes();
  }

  @Override
  public void verdict(Verdict verdict, long timestamp) {
    // The counts come from the progress.
  }

  @Override
  public boolean wantsWholeTopics() {
    return false;
  }

  /** FNV-1a, 64 bits: among ten million prompts two share a hash with a chance of 1 in 370,000. */
  private static long hash(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
