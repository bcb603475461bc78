package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The guarantee that a dataset has the wanted shape: of the accepted candidates of each round that
 * may have a surplus as many are selected as its rule says, of other rounds all.
 */
final class RightSelection {
  private record Round(String promptId, Selection selection) {}

  private final Map<Round, Set<Integer>> accepted = new HashMap<>();
  private final Map<Round, Set<Integer>> rejected = new HashMap<>();
  private final Map<String, Round> roundOf = new HashMap<>();
  private final Map<Round, Integer> selected = new HashMap<>();
  private final Map<String, Boolean> selectedOf = new TreeMap<>();

  void onCandidate(Candidate candidate, Outcome outcome) {
    String promptId = candidate.getPrompt().getId();
    if (outcome == Outcome.REJECTED) {
      candidate
          .getSelection()
          .map(selection -> new Round(promptId, selection))
          .ifPresent(
              round ->
                  rejected
                      .computeIfAbsent(round, any -> new TreeSet<>())
                      .add(candidate.getIndex()));
    }
    candidate
        .getSelection()
        .filter(selection -> outcome == Outcome.ACCEPTED)
        .map(selection -> new Round(promptId, selection))
        .ifPresent(
            round -> {
              accepted.computeIfAbsent(round, any -> new TreeSet<>()).add(candidate.getIndex());
              roundOf.put(CandidateId.of(promptId, candidate.getIndex()), round);
            });
  }

  void onRow(Sample row) {
    assertThat(row.getSelected().isPresent())
        .as(row.getId())
        .isEqualTo(row.getOutcome() == Outcome.ACCEPTED);
    row.getSelected().ifPresent(isSelected -> onAccepted(row.getId(), isSelected));
  }

  private void onAccepted(String id, boolean isSelected) {
    selectedOf.put(id, isSelected);
    Round round = roundOf.get(id);
    if (round == null) {
      assertThat(isSelected).as(id).isTrue();
    } else {
      selected.merge(round, isSelected ? 1 : 0, Integer::sum);
    }
  }

  /** Which of the prompt's accepted candidates are selected, by index. */
  Map<Integer, Boolean> of(String promptId) {
    Map<Integer, Boolean> found = new TreeMap<>();
    selectedOf.forEach(
        (id, isSelected) -> {
          if (id.startsWith(promptId + "/")) {
            found.put(Integer.valueOf(id.substring(promptId.length() + 1)), isSelected);
          }
        });
    return found;
  }

  void verify() {
    Map<Round, Integer> expected = new HashMap<>();
    accepted.forEach(
        (round, indices) ->
            expected.put(
                round,
                SelectorTest.expected(
                    round.selection(),
                    indices.size(),
                    rejected.getOrDefault(round, Set.of()).size())));
    assertThat(selected).isEqualTo(expected);
  }
}
