package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.curator.recipe.CompiledCuration;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * A guarantee: every prompt is curated once, by all of its rows, whatever happened meanwhile. What
 * is expected is computed from the rows alone.
 */
final class CuratedOnce {
  private final List<String> expected = new ArrayList<>();
  private final List<String> selected = new ArrayList<>();
  private int prompts;

  /** A prompt that has ended, with all of its rows. */
  void onPrompt(JudgedPrompt prompt, Progress end) {
    CompiledCuration curation = CompiledCuration.compile(end.getCuration().orElseThrow());
    CuratedPrompt first = CuratedPrompt.newBuilder().setPasses(1).build();
    List<Sample> decided =
        prompt.rows().stream().filter(row -> row.getOutcome() != Outcome.UNDECIDED).toList();
    PromptCuration pass = new PromptCuration(first, end, decided);
    curation
        .selecting()
        .map(pass::selected)
        .orElse(List.of())
        .forEach(row -> expected.add(described(row)));
    curation
        .pairing()
        .map(pairing -> pass.pairs(pairing, Records.NOW))
        .orElse(List.of())
        .forEach(pair -> expected.add(described(pair)));
    prompts++;
  }

  void onSelected(Sample row) {
    selected.add(described(row));
  }

  void onPair(Pair pair) {
    selected.add(described(pair));
  }

  /** Number of records that are expected. */
  int size() {
    return expected.size();
  }

  void verify() {
    assertThat(expected).as("%d prompts", prompts).isNotEmpty();
    assertThat(selected).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String described(Sample row) {
    return "row %s %s".formatted(row.getId(), row.getSelectedAs().orElseThrow());
  }

  private static String described(Pair pair) {
    return "pair %s rank %d margin %s".formatted(pair.getId(), pair.getRank(), pair.getMargin());
  }
}
