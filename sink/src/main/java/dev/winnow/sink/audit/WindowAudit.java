package dev.winnow.sink.audit;

import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.SelectionWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was selected over windows of prompts: every window has as many rows as its rows say. A
 * prompt of a window may have no row, so the ranks within prompts do not show a row that is lost.
 * Not thread-safe.
 */
final class WindowAudit {
  private final Map<String, Counted> windows = new TreeMap<>();

  /** The rows of one window, or of its control. */
  private static final class Counted {
    private final SelectionWindow described;
    private final boolean isControl;
    private int rows;

    Counted(SelectionWindow described, boolean isControl) {
      this.described = described;
      this.isControl = isControl;
    }
  }

  /** Records a selected row that was not seen before; returns what is wrong with it, in words. */
  Optional<String> selected(Sample row) {
    SelectedAs as = row.getSelectedAs().orElseThrow();
    if (as.getWindow().isEmpty()) {
      return Optional.empty();
    }
    SelectionWindow window = as.getWindow().get();
    Counted counted =
        windows.computeIfAbsent(
            label(row.getRecipe(), window, as.getControl()),
            label -> new Counted(window, as.getControl()));
    counted.rows++;
    return counted.described.equals(window)
        ? Optional.empty()
        : Optional.of(
            "%s describes its window as %s, and another row as %s; who wrote it?"
                .formatted(row.getId(), window, counted.described));
  }

  /**
   * Returns how many of all prompts should be in a window, and are in none whose rows were seen. A
   * prompt of a window may have no selected row, so it is not known which ones they are.
   */
  long uncurated(Collection<PromptAudit> prompts) {
    long wanted = prompts.stream().filter(PromptAudit::isToBeCuratedInAWindow).count();
    return Math.max(0, wanted - prompts());
  }

  /** Returns the number of prompts that were in a window whose rows were seen, each once. */
  long prompts() {
    return windows.values().stream()
        .filter(counted -> !counted.isControl)
        .mapToLong(counted -> counted.described.getPrompts() - counted.described.getReturning())
        .sum();
  }

  /** Returns everything that is wrong, in words. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    windows.forEach(
        (label, counted) -> {
          if (counted.rows != counted.described.getSelected()) {
            faults.add(
                "%s has %d rows on the topic 'selected', not %d; look for them in the dead letters, and at the topic's retention"
                    .formatted(label, counted.rows, counted.described.getSelected()));
          }
        });
    return faults;
  }

  private static String label(String recipe, SelectionWindow window, boolean isControl) {
    return "%s '%s' of recipe '%s'"
        .formatted(isControl ? "the control of window" : "window", window.getId(), recipe);
  }
}
