package dev.winnow.curator;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.CuratedPair;
import dev.winnow.curator.pair.Pairing;
import dev.winnow.curator.select.Selecting;
import dev.winnow.curator.select.Selecting.Selected;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** One pass over the rows of a prompt that has ended: pure, whatever order they arrived in. */
final class PromptCuration {
  private final CuratedPrompt prompt;
  private final Progress progress;
  private final List<Sample> rows;
  private final Map<Integer, Sample> byIndex = new HashMap<>();
  private final CandidateDraws draws;

  /**
   * @param prompt what was curated before, with the number of this pass
   * @param progress the end of the prompt
   * @param rows its accepted and rejected rows
   */
  PromptCuration(CuratedPrompt prompt, Progress progress, List<Sample> rows) {
    this.prompt = prompt;
    this.progress = progress;
    this.rows = rows;
    this.draws = CandidateDraws.of(progress.getSeed());
    rows.forEach(row -> byIndex.put(row.getIndex(), row));
  }

  /** Returns the rows that are selected now, and then those of the control. */
  List<Sample> selected(Selecting selecting) {
    List<Sample> accepted = accepted(rows);
    List<Sample> usable = selecting.needsScores() ? ComparableRows.of(accepted) : accepted;
    Set<Integer> before = new HashSet<>(prompt.getSelected());
    Set<Integer> controlBefore = new HashSet<>(prompt.getControls());
    OptionalInt take = take(selecting);
    Selected selected =
        selecting.select(responses(usable, Outcome.ACCEPTED), take, before, controlBefore, draws);
    List<Sample> written = new ArrayList<>();
    SelectedAs.Builder as =
        SelectedAs.newBuilder()
            .setRank(0)
            .setCount(0)
            .setTake(take.isPresent() ? take.getAsInt() : null)
            .setIsShort(selected.isShort())
            .setPass(prompt.getPasses())
            .setPassRate(progress.getPassRate().orElse(null));
    as.setPolicy(selecting.name()).setControl(false);
    written.addAll(ranked(rows(selected.chosen()), as, before.size()));
    as.setPolicy("random").setControl(true);
    written.addAll(ranked(rows(selected.control()), as, controlBefore.size()));
    return written;
  }

  /** Returns the pairs that are made now. */
  List<Pair> pairs(Pairing pairing, Instant now) {
    List<Sample> finished =
        ComparableRows.of(
            rows.stream().filter(row -> row.getFinishReason() == FinishReason.STOP).toList());
    List<RatedResponse> responses = responses(finished, Outcome.ACCEPTED, Outcome.REJECTED);
    Set<String> before = new HashSet<>(prompt.getPairs());
    List<Pair> pairs = new ArrayList<>();
    for (CuratedPair pair : pairing.pairs(responses, before, draws)) {
      PairRecord record = new PairRecord(pair, progress, pairing.name(), now);
      record
          .of(
              row(pair.choice().chosen()),
              row(pair.choice().rejected()),
              before.size() + pairs.size(),
              prompt.getPasses())
          .ifPresent(pairs::add);
    }
    pairs.forEach(pair -> pair.setCount(before.size() + pairs.size()));
    return pairs;
  }

  private OptionalInt take(Selecting selecting) {
    return selecting
        .settings()
        .take()
        .or(progress::getWanted)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private List<Sample> rows(List<RatedResponse> responses) {
    return responses.stream().map(this::row).toList();
  }

  /**
   * Returns rows of one prompt as they are selected, in their order.
   *
   * @param firstRank number of rows that were selected of the prompt before
   */
  static List<Sample> ranked(List<Sample> chosen, SelectedAs.Builder as, int firstRank) {
    List<Sample> ranked = new ArrayList<>();
    as.setCount(firstRank + chosen.size());
    for (Sample row : chosen) {
      as.setRank(firstRank + ranked.size());
      ranked.add(Sample.newBuilder(row).setSelectedAs(as.build()).build());
    }
    return ranked;
  }

  /** Records in the prompt's state that this row was selected. */
  static void remember(CuratedPrompt prompt, Sample selected) {
    boolean isControl = selected.getSelectedAs().orElseThrow().getControl();
    (isControl ? prompt.getControls() : prompt.getSelected()).add(selected.getIndex());
  }

  static List<Sample> accepted(List<Sample> rows) {
    return rows.stream().filter(row -> row.getOutcome() == Outcome.ACCEPTED).toList();
  }

  private Sample row(RatedResponse response) {
    Sample row = byIndex.get(response.index());
    if (row == null) {
      throw new IllegalStateException("there is no row of candidate " + response.index());
    }
    return row;
  }

  private static List<RatedResponse> responses(List<Sample> rows, Outcome... outcomes) {
    Set<Outcome> wanted = Set.of(outcomes);
    return rows.stream()
        .filter(row -> wanted.contains(row.getOutcome()))
        .map(PromptCuration::response)
        .toList();
  }

  static RatedResponse response(Sample row) {
    return new RatedResponse(
        row.getPromptId(),
        row.getIndex(),
        row.getResponse(),
        row.getOutcome() == Outcome.ACCEPTED,
        row.getScore()
            .filter(Double::isFinite)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        row.getScores(),
        row.getTokens());
  }
}
