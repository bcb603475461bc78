package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.PromptStates;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of each recipe's prompts. The caller remembers what each prompt was before. Not
 * thread-safe.
 */
public final class RecipeTotals {
  private final Map<String, Totals> recipes = new TreeMap<>();

  /**
   * The sums of a recipe.
   *
   * @param states prompts by state
   * @param waiting open prompts by what they wait for
   * @param ordered candidates ordered
   */
  public record Sums(
      Map<PromptState, Long> states,
      Map<String, Long> waiting,
      long ordered,
      long accepted,
      long rejected,
      long undecided,
      long awaitingScores,
      long tokens) {
    public Sums {
      states = Map.copyOf(states);
      waiting = Map.copyOf(waiting);
    }
  }

  /** Returns the sums of a recipe; empty where none of its prompts was counted. */
  public Optional<Sums> sums(String recipe) {
    return Optional.ofNullable(recipes.get(recipe)).map(Totals::sums);
  }

  /** Sets the sums of a recipe to those that were returned before. */
  public void restore(String recipe, Sums sums) {
    Totals totals = new Totals(recipe);
    totals.restore(sums);
    recipes.put(recipe, totals);
  }

  /** Counts a prompt whose progress was this before and is this now; empty where there is none. */
  public void replace(Optional<Progress> before, Optional<Progress> now) {
    replace(before.map(CountedPrompt::of).orElse(null), now.map(CountedPrompt::of).orElse(null));
  }

  void replace(@Nullable CountedPrompt before, @Nullable CountedPrompt now) {
    if (before != null) {
      of(before).add(before, -1);
    }
    if (now != null) {
      of(now).add(now, 1);
    }
  }

  /** Returns the recipes that have prompts, in the order of their names. */
  public List<RecipeStatus> recipes() {
    return recipes.values().stream().filter(Totals::hasPrompts).map(Totals::status).toList();
  }

  private Totals of(CountedPrompt prompt) {
    return recipes.computeIfAbsent(prompt.recipe(), Totals::new);
  }

  private static final class Totals {
    private final String name;
    private final Map<PromptState, Long> states = new EnumMap<>(PromptState.class);
    private final Map<String, Long> waiting = new TreeMap<>();
    private long ordered;
    private long accepted;
    private long rejected;
    private long undecided;
    private long awaitingScores;
    private long tokens;

    Totals(String name) {
      this.name = name;
    }

    void add(CountedPrompt prompt, int sign) {
      add(states, prompt.state(), sign);
      if (prompt.isOpen() && !prompt.code().isEmpty()) {
        add(waiting, prompt.code(), sign);
      }
      ordered += (long) sign * prompt.ordered();
      accepted += (long) sign * prompt.accepted();
      rejected += (long) sign * prompt.rejected();
      undecided += (long) sign * prompt.undecided();
      awaitingScores += (long) sign * prompt.awaitingScores();
      tokens += sign * prompt.tokens();
    }

    Sums sums() {
      return new Sums(
          states, waiting, ordered, accepted, rejected, undecided, awaitingScores, tokens);
    }

    void restore(Sums sums) {
      states.putAll(sums.states());
      waiting.putAll(sums.waiting());
      ordered = sums.ordered();
      accepted = sums.accepted();
      rejected = sums.rejected();
      undecided = sums.undecided();
      awaitingScores = sums.awaitingScores();
      tokens = sums.tokens();
    }

    boolean hasPrompts() {
      return !states.isEmpty();
    }

    RecipeStatus status() {
      Map<String, Long> ended = new TreeMap<>();
      long open = 0;
      for (Map.Entry<PromptState, Long> counted : states.entrySet()) {
        if (PromptStates.hasEnded(counted.getKey())) {
          ended.put(counted.getKey().name(), counted.getValue());
        } else {
          open += counted.getValue();
        }
      }
      return new RecipeStatus(
          name,
          open,
          ended,
          new TreeMap<>(waiting),
          ordered,
          accepted,
          rejected,
          undecided,
          awaitingScores,
          tokens);
    }

    /** Removes what becomes zero. */
    private static <K> void add(Map<K, Long> counts, K key, int sign) {
      long sum = counts.getOrDefault(key, 0L) + sign;
      if (sum == 0) {
        counts.remove(key);
      } else {
        counts.put(key, sum);
      }
    }
  }
}
