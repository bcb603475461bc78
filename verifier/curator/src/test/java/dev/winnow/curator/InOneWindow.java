package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.SelectionWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A guarantee: every prompt takes part in one window, and a quarter of each window's rows is
 * selected once, whatever happened meanwhile. Which prompts share a window is left open.
 */
final class InOneWindow {
  private final List<Sample> selected = new ArrayList<>();
  private int prompts;
  private int rows;

  /** A prompt that has ended, with all of its rows, whose texts are distinct. */
  void onPrompt(JudgedPrompt prompt) {
    long accepted =
        prompt.rows().stream().filter(row -> row.getOutcome() == Outcome.ACCEPTED).count();
    prompts += accepted > 0 ? 1 : 0;
    rows += (int) accepted;
  }

  void onSelected(Sample row) {
    selected.add(row);
  }

  /** Returns whether these selected rows are of windows in which every prompt was. */
  boolean haveAll(List<Sample> selected) {
    return windows(selected).stream().mapToInt(SelectionWindow::getPrompts).sum() >= prompts;
  }

  void verify() {
    Set<SelectionWindow> windows = windows(selected);
    assertThat(windows.stream().mapToInt(SelectionWindow::getPrompts).sum()).isEqualTo(prompts);
    assertThat(windows.stream().mapToInt(SelectionWindow::getRows).sum()).isEqualTo(rows);
    assertThat(selected).extracting(Sample::getId).doesNotHaveDuplicates();
    Map<SelectionWindow, Long> counts =
        selected.stream()
            .collect(Collectors.groupingBy(InOneWindow::window, Collectors.counting()));
    assertThat(counts)
        .isNotEmpty()
        .allSatisfy(
            (window, count) -> {
              assertThat(count).isEqualTo(window.getSelected());
              assertThat(window.getSelected())
                  .isEqualTo(Math.max(1, (int) Math.round(0.25 * window.getRows())));
            });
  }

  private static Set<SelectionWindow> windows(List<Sample> selected) {
    return selected.stream()
        .map(InOneWindow::window)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static SelectionWindow window(Sample row) {
    return row.getSelectedAs().flatMap(SelectedAs::getWindow).orElseThrow();
  }
}
