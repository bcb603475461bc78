package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * A recipe's selection policy with its settings. Immutable and thread-safe.
 *
 * @param needsScores whether only responses with a score can be selected
 */
public record Selecting(
    String name, SelectionPolicy policy, boolean needsScores, SelectionSettings settings) {
  /** Keeps the draws of the control apart from those of the policy. */
  private static final int CONTROL = 2;

  /**
   * What is selected of one prompt, or of one window of prompts.
   *
   * @param chosen in the order in which the policy took them
   * @param control as many others at random; empty if no control is wanted
   * @param from number of distinct usable responses that were there to choose from
   * @param isShort whether there were fewer of them than wanted
   */
  public record Selected(
      List<RatedResponse> chosen, List<RatedResponse> control, int from, boolean isShort) {}

  /**
   * The responses of one prompt of a window.
   *
   * @param accepted all that were accepted
   * @param chosen indices that were selected in an earlier window; they take part no more
   * @param control indices that were in the control of an earlier window
   */
  public record PromptResponses(
      List<RatedResponse> accepted, Set<Integer> chosen, Set<Integer> control) {}

  /** Returns whether the selection is over a window of prompts. */
  public boolean isOverWindow() {
    return settings.overWindow().isPresent();
  }

  /**
   * Selects accepted responses of a window of prompts. Texts of different prompts are distinct.
   *
   * @throws java.util.NoSuchElementException if the selection is not over a window
   */
  public Selected selectOver(List<PromptResponses> prompts, CandidateDraws draws) {
    List<RatedResponse> left = distinct(prompts, PromptResponses::chosen);
    int wanted = settings.overWindow().orElseThrow().wanted(left.size());
    List<RatedResponse> chosen = run(policy, left, wanted, draws);
    return new Selected(
        chosen,
        settings.control()
            ? run(
                new RandomSelection(),
                distinct(prompts, PromptResponses::control),
                chosen.size(),
                draws.independent(CONTROL))
            : List.of(),
        left.size(),
        left.size() < wanted);
  }

  /**
   * Selects accepted responses of one prompt.
   *
   * @param accepted all that were accepted
   * @param take number wanted; empty for all
   * @param chosen indices that were selected before; they count towards the number
   * @param control indices that were in the control before
   */
  public Selected select(
      List<RatedResponse> accepted,
      OptionalInt take,
      Set<Integer> chosen,
      Set<Integer> control,
      CandidateDraws draws) {
    List<RatedResponse> usable = usable(accepted);
    List<RatedResponse> left = distinct(usable, chosen);
    int wanted = take.orElse(left.size() + chosen.size());
    return new Selected(
        run(policy, left, wanted - chosen.size(), draws),
        settings.control()
            ? run(
                new RandomSelection(),
                distinct(usable, control),
                wanted - control.size(),
                draws.independent(CONTROL))
            : List.of(),
        left.size(),
        left.size() + chosen.size() < wanted);
  }

  private List<RatedResponse> usable(List<RatedResponse> accepted) {
    return accepted.stream()
        .filter(response -> !needsScores || response.score().isPresent())
        .sorted(RatedResponse.BY_ID)
        .toList();
  }

  private List<RatedResponse> distinct(
      List<PromptResponses> prompts, Function<PromptResponses, Set<Integer>> taken) {
    return prompts.stream()
        .flatMap(prompt -> distinct(usable(prompt.accepted()), taken.apply(prompt)).stream())
        .sorted(RatedResponse.BY_ID)
        .toList();
  }

  /** Returns distinct responses that are also distinct from those that are taken already. */
  private List<RatedResponse> distinct(List<RatedResponse> usable, Set<Integer> taken) {
    Map<Integer, RatedResponse> byIndex = new HashMap<>();
    List<RatedResponse> ranked = new ArrayList<>();
    for (RatedResponse response : usable) {
      byIndex.put(response.index(), response);
      // The equal response with the highest score is kept, so a taken one gets the highest.
      boolean isTaken = taken.contains(response.index());
      ranked.add(isTaken ? response.rated(OptionalDouble.of(Double.POSITIVE_INFINITY)) : response);
    }
    return settings.distinctness().distinct(ranked).stream()
        .filter(response -> !taken.contains(response.index()))
        .map(response -> Objects.requireNonNull(byIndex.get(response.index())))
        .toList();
  }

  private static List<RatedResponse> run(
      SelectionPolicy policy, List<RatedResponse> left, int missing, CandidateDraws draws) {
    return missing <= 0 || left.isEmpty() ? List.of() : policy.select(left, missing, draws);
  }
}
