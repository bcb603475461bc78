package dev.winnow.ops.console;

import dev.winnow.schemas.Sample;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the candidates with the lowest indices after one; of several verdicts on a candidate, the
 * latest. Not thread-safe.
 */
final class CandidateCollector {
  private final int after;
  private final int limit;
  private final TreeMap<Integer, CandidateCard> cards = new TreeMap<>();
  private @Nullable PromptContent text;
  private int rows;
  private boolean hasMore;

  CandidateCollector(int after, int limit) {
    this.after = after;
    this.limit = limit;
  }

  void add(Sample row) {
    rows++;
    if (text == null) {
      text = PromptContent.of(row);
    }
    if (row.getIndex() <= after) {
      return;
    }
    CandidateCard card = CandidateCard.of(row);
    cards.merge(card.index(), card, (old, now) -> now.revision() >= old.revision() ? now : old);
    if (cards.size() > limit) {
      cards.pollLastEntry();
      hasMore = true;
    }
  }

  /** Returns the number of rows seen. */
  int rows() {
    return rows;
  }

  CandidatesPage page(ListedPrompt prompt, @Nullable String note) {
    List<CandidateCard> kept = List.copyOf(cards.values());
    Integer next = hasMore ? cards.lastKey() : null;
    return new CandidatesPage(prompt, text, kept, next, note == null, note, null);
  }
}
