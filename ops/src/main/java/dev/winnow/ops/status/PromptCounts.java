package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The counts of each recipe's prompts, kept up to date by their progress. About 150 bytes for each
 * prompt: their ids are not kept, but a 64-bit hash of them. Not thread-safe.
 */
final class PromptCounts {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<Long, Counted> prompts = new HashMap<>();
  private final Map<String, Totals> recipes = new TreeMap<>();
  private final Map<String, String> codes = new HashMap<>();

  /** What one prompt adds to its recipe. */
  private record Counted(
      Totals recipe,
      PromptState state,
      String code,
      int ordered,
      int accepted,
      int rejected,
      int undecided,
      int awaitingScores,
      long tokens) {
    boolean isOpen() {
      return state == PromptState.WAITING || state == PromptState.SAMPLING;
    }
  }

  /** Takes the latest progress of a prompt; empty when the prompt is forgotten. */
  void put(byte[] promptId, Optional<Progress> progress) {
    Counted now = progress.map(this::counted).orElse(null);
    Long key = hash(promptId);
    Counted before = now == null ? prompts.remove(key) : prompts.put(key, now);
    if (before != null) {
      before.recipe().add(before, -1);
    }
    if (now != null) {
      now.recipe().add(now, 1);
    }
  }

  /** The recipes, in the order of their names. */
  List<RecipeStatus> recipes() {
    return recipes.values().stream().filter(Totals::hasPrompts).map(Totals::status).toList();
  }

  private Counted counted(Progress progress) {
    return new Counted(
        recipes.computeIfAbsent(progress.getRecipe(), Totals::new),
        progress.getState(),
        progress.getReasonCode().map(code -> codes.computeIfAbsent(code, same -> same)).orElse(""),
        progress.getOrdered(),
        progress.getAccepted(),
        progress.getRejected(),
        progress.getUndecided(),
        progress.getAwaitingScores(),
        progress.getTokens());
  }

  /** FNV-1a, 64 bits: among ten million prompts two share a hash with a chance of 1 in 370,000. */
  private static long hash(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
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

    void add(Counted prompt, int sign) {
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

    boolean hasPrompts() {
      return !states.isEmpty();
    }

    RecipeStatus status() {
      Map<String, Long> ended = new TreeMap<>();
      states.forEach((state, count) -> ended.put(state.name(), count));
      long open =
          states.getOrDefault(PromptState.WAITING, 0L)
              + states.getOrDefault(PromptState.SAMPLING, 0L);
      ended.remove(PromptState.WAITING.name());
      ended.remove(PromptState.SAMPLING.name());
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
