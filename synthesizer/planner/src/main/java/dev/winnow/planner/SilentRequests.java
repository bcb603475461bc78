package dev.winnow.planner;

import dev.winnow.planner.state.Attempt;
import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.state.Resumable;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders requests again that are lost, and declares failed what stays lost.
 *
 * <ol>
 *   <li>While the pool answers nobody, or its server throttles it, nothing is lost: wait, and say
 *       why on the prompt's progress. No attempt is spent.
 *   <li>While the pool answers, but only rounds that were ordered earlier, it has not come to this
 *       one: wait. To order it again would make the pool's queue longer still.
 *   <li>When the pool has answered later rounds, this one was overtaken. It may be in work: wait
 *       once more, then order again what is missing.
 *   <li>When the pool's workers are ready and have had nothing to do for a while, the request is
 *       lost: order again what is missing.
 *   <li>After too many times declare it failed, by candidates of our own that the verifier will
 *       find undecided.
 * </ol>
 */
final class SilentRequests {
  private static final Logger LOG = LoggerFactory.getLogger(SilentRequests.class);

  private final PlannerStores stores;
  private final RoundOrders orders;
  private final PoolActivityTracker activity;
  private final PlannerOutput output;

  SilentRequests(
      PlannerStores stores,
      RoundOrders orders,
      PoolActivityTracker activity,
      PlannerOutput output) {
    this.stores = stores;
    this.orders = orders;
    this.activity = activity;
    this.output = output;
  }

  /** Looks at a prompt whose deadline has come. */
  void look(String promptId, Resumable status) {
    Optional<Recipe> recipe = stores.recipes().find(status.recipe());
    if (recipe.isEmpty()) {
      Prompt prompt = stores.pending().prompt(promptId);
      orders.fail(prompt, "", status, EndReason.RECIPE_DELETED);
      return;
    }
    switch (orders.tell(promptId, recipe.get(), status)) {
      case Ready ready ->
          orders.keepFor(Looks.waiting(recipe.get().getReissueAfterMs()), promptId, ready);
      case InRound inRound -> lookAtSilence(promptId, recipe.get(), inRound);
    }
  }

  private void lookAtSilence(String promptId, Recipe recipe, InRound status) {
    long now = output.clock().millis();
    String pool = recipe.getPool();
    long limit = recipe.getReissueAfterMs();
    Attempt attempt = status.round().attempt();
    long quietFrom = Math.max(attempt.heardAt(), activity.since(pool, now));
    boolean hasPassed = activity.hasPassed(pool, attempt.orderedAt());
    long pause = Looks.onOrder(now - attempt.heardAt(), limit);
    if (!activity.condition(pool, now).isSampling()) {
      orders.keepFor(pause, promptId, status);
    } else if (now - quietFrom < limit) {
      orders.keepFor(Math.min(quietFrom + limit - now, pause), promptId, status);
    } else if (hasPassed && !attempt.overtaken()) {
      orders.keepFor(limit, promptId, status.overtaken());
    } else if (hasPassed || activity.isIdle(pool, now, limit)) {
      orderAgain(stores.pending().prompt(promptId), recipe, status.orderAgain(now));
    } else {
      orders.keepFor(pause, promptId, status);
    }
  }

  private void orderAgain(Prompt prompt, Recipe recipe, InRound again) {
    orders.keepFor(recipe.getReissueAfterMs(), prompt.getId(), again);
    int attempt = again.round().attempt().number();
    int round = again.account().orders().rounds();
    if (attempt <= recipe.getMaxReissues()) {
      LOG.warn(
          "prompt={} round={} attempt={} was lost, ordered again", prompt.getId(), round, attempt);
      orders.issue(prompt, recipe, again);
    } else {
      LOG.warn(
          "prompt={} round={} its missing candidates are declared failed", prompt.getId(), round);
      failMissing(prompt, recipe, again);
    }
  }

  /** Harmless where a real candidate arrives first after all: the verifier drops the failed one. */
  private void failMissing(Prompt prompt, Recipe recipe, InRound status) {
    String failure =
        "no verdict after the request was issued %d times"
            .formatted(status.round().attempt().number());
    for (SamplingRequest request :
        SamplingRequests.of(prompt, recipe, status, output.clock().instant())) {
      FailedCandidates.of(request, failure).forEach(output::fail);
    }
  }
}
