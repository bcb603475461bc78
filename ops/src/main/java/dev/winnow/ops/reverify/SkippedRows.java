package dev.winnow.ops.reverify;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Why rows were not judged again, with their numbers. Not thread-safe. */
public final class SkippedRows {
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

  /** Why a row is not judged again. */
  public enum Reason {
    OTHER_RECIPE("of other recipes"),
    REPLACED("verdicts that are replaced already"),
    NOT_WANTED("latest verdicts of other outcomes or reasons"),
    NO_RESPONSE("candidates without a whole response: no verification can judge them"),
    UP_TO_DATE("given under this version by the same checks: they would be the same");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** Returns the reason in words. */
    public String words() {
      return words;
    }
  }

  void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  /** Returns the number of rows of the recipe whose candidates are judged again. */
  long ofTheRecipe() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey() != Reason.OTHER_RECIPE)
        .mapToLong(entry -> entry.getValue())
        .sum();
  }

  /** Returns the number of rows for each reason that occurred. */
  public Map<Reason, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
