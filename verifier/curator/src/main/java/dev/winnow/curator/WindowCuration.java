package dev.winnow.curator;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.select.Selecting;
import dev.winnow.curator.select.Selecting.PromptResponses;
import dev.winnow.curator.select.Selecting.Selected;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.OpenWindow;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.SelectionWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The selection over a window of prompts, as RAFT's global ranking (arXiv 2304.06767) selects over
 * a batch. It depends on which prompts are in the window, and not on the order in which they or
 * their rows arrived. Not thread-safe.
 */
final class WindowCuration {
  private final OpenWindow window;
  private final Selecting selecting;
  private final List<WindowMember> members;
  private final Map<String, Sample> rows = new HashMap<>();

  WindowCuration(OpenWindow window, Selecting selecting, List<WindowMember> members) {
    this.window = window;
    this.selecting = selecting;
    this.members =
        members.stream()
            .sorted(Comparator.comparing(member -> member.waiting().getPromptId()))
            .toList();
  }

  /** Returns the rows that are selected, prompt by prompt, those of the control last in each. */
  List<Sample> selected() {
    List<PromptResponses> responses = members.stream().map(this::responses).toList();
    Selected selected = selecting.selectOver(responses, CandidateDraws.of(window.getSeed()));
    Map<String, List<Sample>> chosen = byPrompt(selected.chosen());
    Map<String, List<Sample>> control = byPrompt(selected.control());
    SelectionWindow ofChosen = described(selected, selected.chosen().size());
    SelectionWindow ofControl = described(selected, selected.control().size());
    List<Sample> written = new ArrayList<>();
    for (WindowMember member : members) {
      String promptId = member.waiting().getPromptId();
      SelectedAs.Builder as = as(member, selected);
      as.setPolicy(selecting.name()).setControl(false).setWindow(ofChosen);
      written.addAll(
          PromptCuration.ranked(
              chosen.getOrDefault(promptId, List.of()), as, member.prompt().getSelected().size()));
      as.setPolicy("random").setControl(true).setWindow(ofControl);
      written.addAll(
          PromptCuration.ranked(
              control.getOrDefault(promptId, List.of()), as, member.prompt().getControls().size()));
    }
    return written;
  }

  private PromptResponses responses(WindowMember member) {
    List<Sample> usable = member.accepted().stream().filter(row -> isUsable(row, member)).toList();
    usable.forEach(row -> rows.put(row.getId(), row));
    return new PromptResponses(
        usable.stream().map(PromptCuration::response).toList(),
        new HashSet<>(member.prompt().getSelected()),
        new HashSet<>(member.prompt().getControls()));
  }

  /** Rows after the prompt's end do not take part, nor do those that others judged. */
  private boolean isUsable(Sample row, WindowMember member) {
    return row.getIndex() < member.waiting().getOrdered()
        && window.getJudges().map(judges -> ComparableRows.isJudgedBy(judges, row)).orElse(true);
  }

  private Map<String, List<Sample>> byPrompt(List<RatedResponse> responses) {
    return responses.stream()
        .map(response -> CandidateId.of(response.promptId(), response.index()))
        .map(id -> Objects.requireNonNull(rows.get(id)))
        .collect(Collectors.groupingBy(Sample::getPromptId));
  }

  private static SelectedAs.Builder as(WindowMember member, Selected selected) {
    return SelectedAs.newBuilder()
        .setRank(0)
        .setCount(0)
        .setIsShort(selected.isShort())
        .setPass(member.waiting().getPass())
        .setPassRate(member.waiting().getPassRate().orElse(null));
  }

  private SelectionWindow described(Selected selected, int size) {
    return SelectionWindow.newBuilder()
        .setId(window.getId())
        .setPrompts(members.size())
        .setReturning((int) members.stream().filter(one -> one.prompt().getWindows() > 0).count())
        .setRows(selected.from())
        .setSelected(size)
        .build();
  }
}
