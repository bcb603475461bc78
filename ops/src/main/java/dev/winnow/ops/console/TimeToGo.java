package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the prompts of each recipe will have ended, if they go on ending as in the last minutes. The
 * range is two standard deviations of a Poisson process. Not thread-safe.
 */
final class TimeToGo {
  static final Duration WINDOW = Duration.ofMinutes(3);

  /** Fewer ended prompts say nothing about the rate: the upper end of the range is infinite. */
  private static final int MIN_ENDED = 5;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, Map<String, Long> ended) {}

  /**
   * An estimate.
   *
   * @param endedPerSecond prompts that ended a second; null before the first look
   * @param seconds expected time; null when too few prompts have ended to say
   * @param low lower end of the range; null as before
   * @param high upper end of the range; null as before
   */
  record Estimate(
      String recipe,
      long open,
      long ended,
      @Nullable Double endedPerSecond,
      @Nullable Double seconds,
      @Nullable Double low,
      @Nullable Double high) {}

  /** Takes a look at the recipes and returns the estimate of each. */
  List<Estimate> look(List<RecipeStatus> recipes, Instant now) {
    Map<String, Long> ended =
        recipes.stream().collect(Collectors.toMap(RecipeStatus::name, TimeToGo::ended));
    looks.addLast(new Look(now, ended));
    while (looks.getFirst().at().isBefore(now.minus(WINDOW))) {
      looks.removeFirst();
    }
    return recipes.stream().map(recipe -> estimate(recipe, looks.getFirst(), now)).toList();
  }

  private static Estimate estimate(RecipeStatus recipe, Look first, Instant now) {
    long ended = ended(recipe);
    double elapsed = Duration.between(first.at(), now).toMillis() / 1e3;
    if (elapsed <= 0) {
      return new Estimate(recipe.name(), recipe.open(), ended, null, null, null, null);
    }
    long count = Math.max(0, ended - first.ended().getOrDefault(recipe.name(), 0L));
    double rate = count / elapsed;
    if (recipe.open() == 0) {
      return new Estimate(recipe.name(), 0, ended, rate, 0.0, 0.0, 0.0);
    }
    if (count < MIN_ENDED) {
      return new Estimate(recipe.name(), recipe.open(), ended, rate, null, null, null);
    }
    double spread = 2 * Math.sqrt(count);
    double work = recipe.open() * elapsed;
    return new Estimate(
        recipe.name(),
        recipe.open(),
        ended,
        rate,
        work / count,
        work / (count + spread),
        work / (count - spread));
  }

  private static long ended(RecipeStatus recipe) {
    return recipe.ended().values().stream().mapToLong(Long::longValue).sum();
  }
}
