package dev.winnow.planner;

import dev.winnow.planner.state.Attempt;
import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.state.Resumable;
import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.ReissueRule;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders requests again that are lost, by the rule of {@link ReissueRule}; what is not sampled is
 * missing, whatever waits for its scores. While the pool does not sample, the prompt's progress
 * says why. After too many attempts the missing candidates are declared failed, by candidates of
 * the planner's own that the verifier leaves undecided.
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
          orders.keepFor(
              RevisitSchedule.waiting(recipe.get().getReissueAfterMs()), promptId, ready);
      case InRound inRound -> lookAtSilence(promptId, recipe.get(), inRound);
    }
  }

  private void lookAtSilence(String promptId, Recipe recipe, InRound status) {
    long now = output.clock().millis();
    long limit = recipe.getReissueAfterMs();
    Attempt attempt = status.round().attempt();
    if (status.isSampled()) {
      // Only scores are missing. The verifier repeats scoring requests and gives them up, so there
      // is nothing for the planner to order again.
      orders.keepFor(RevisitSchedule.onOrder(now - attempt.heardAt(), limit), promptId, status);
      return;
    }
    ReissueRule.Request request =
        new ReissueRule.Request(attempt.orderedAt(), attempt.heardAt(), attempt.overtaken());
    switch (ReissueRule.of(request, activity, recipe.getPool(), limit, now)) {
      case ReissueRule.Wait wait -> orders.keepFor(wait.millis(), promptId, status);
      case ReissueRule.Overtaken wait ->
          orders.keepFor(wait.millis(), promptId, status.overtaken());
      case ReissueRule.Lost lost ->
          orderAgain(stores.pending().prompt(promptId), recipe, status.orderAgain(now));
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
