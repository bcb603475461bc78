package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.GroupStatus;
import dev.winnow.ops.status.StreamStatus.PoolStatus;
import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.runtime.pool.ScorerPools;
import dev.winnow.schemas.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what holds the stream up, the cause before its effects. Pure functions. */
final class Blockers {
  /** What helps, where the reason alone does not say it. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "NO_WORKER",
          "; start one: winnow synthesizer --pool POOL, with the recipe's pool",
          Reasons.RECIPE_PAUSED,
          "; resume the recipe when it shall go on",
          Reasons.BUDGET_SPENT,
          "; raise the recipe's budget, or wait for the next hour");

  private Blockers() {}

  static List<String> reasons(
      List<PoolStatus> pools,
      List<RecipeStatus> recipes,
      ClusterView.Seen seen,
      Map<String, Long> deadLetters) {
    List<String> reasons = new ArrayList<>();
    brokers(seen, reasons);
    boolean areOpen = recipes.stream().anyMatch(recipe -> recipe.open() > 0);
    pools.stream()
        .filter(pool -> areOpen && !pool.condition().equals("SAMPLING"))
        .forEach(pool -> reasons.add(pool(pool)));
    recipes.forEach(recipe -> waiting(recipe, reasons));
    seen.groups().stream()
        .filter(group -> group.lag() > 0 && group.members() == 0)
        .forEach(group -> reasons.add(group(group)));
    deadLetters.forEach(
        (reason, count) ->
            reasons.add(
                "%,d dead %s in the last hour: %s; see 'winnow dead-letters list'"
                    .formatted(count, count == 1 ? "letter" : "letters", reason)));
    return reasons;
  }

  private static void brokers(ClusterView.Seen seen, List<String> reasons) {
    if (seen.cluster().offline() > 0) {
      reasons.add(
          "%,d partitions have no leader: a broker is down".formatted(seen.cluster().offline()));
    } else if (seen.cluster().underReplicated() > 0) {
      reasons.add(
          "%,d partitions lack copies: a broker is down or slow"
              .formatted(seen.cluster().underReplicated()));
    }
  }

  private static void waiting(RecipeStatus recipe, List<String> reasons) {
    recipe
        .waiting()
        .forEach(
            (code, prompts) ->
                reasons.add(
                    "recipe \"%s\": %,d %s: %s%s"
                        .formatted(
                            recipe.name(),
                            prompts,
                            prompts == 1 ? "prompt waits" : "prompts wait",
                            code,
                            REMEDIES.getOrDefault(code, ""))));
  }

  /** Returns what an operator can do for a pool whose servers block or that has no worker. */
  private static String pool(PoolStatus pool) {
    if (pool.condition().equals("SERVER_BLOCKED")) {
      return pool.detail()
          + "; mend the server, or start its workers again with the right key and address";
    }
    if (!pool.condition().equals("NO_WORKER")) {
      return pool.detail();
    }
    String scorers = ScorerPools.key("");
    String command =
        pool.name().startsWith(scorers)
            ? "winnow scorer --pool " + pool.name().substring(scorers.length())
            : "winnow synthesizer --pool " + pool.name();
    return pool.detail() + "; start one: " + command;
  }

  private static String group(GroupStatus group) {
    return "group \"%s\" has %,d records to read and no member: its stage does not run"
        .formatted(group.group(), group.lag());
  }
}
