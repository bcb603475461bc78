package dev.winnow.planner;

import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.OpenPrompt;
import dev.winnow.planner.state.PromptAccount;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.state.Resumable;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.time.Duration;
import java.util.Optional;

/** Orders rounds, ends prompts, and says both on progress. */
final class RoundOrders {
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final PlannerStores stores;
  private final PoolReasons pools;
  private final PlannerOutput output;

  RoundOrders(PlannerStores stores, PoolReasons pools, PlannerOutput output) {
    this.stores = stores;
    this.pools = pools;
    this.output = output;
  }

  /** Orders another round of a prompt, whose place in the pool is taken. */
  void order(Prompt prompt, Recipe recipe, Ready ready, SampleMore more, boolean isLeased) {
    long now = output.clock().millis();
    InRound ordered = ready.order(more, isLeased, now);
    Resumable status = pools.told(recipe, ordered);
    long soon = now + RevisitSchedule.onOrder(0, recipe.getReissueAfterMs());
    if (status.wakeAt() > soon) {
      stores.statuses().putUntil(soon, prompt.getId(), status);
    } else {
      stores.statuses().put(prompt.getId(), status);
    }
    issue(prompt, recipe, ordered);
    report(prompt, recipe, status);
  }

  /** Orders what is missing of the round. */
  void issue(Prompt prompt, Recipe recipe, InRound status) {
    for (SamplingRequest request :
        SamplingRequests.of(prompt, recipe, status, output.clock().instant())) {
      output.order(request);
    }
  }

  /** Keeps a prompt, to be looked at again after a pause in milliseconds. */
  <T extends OpenPrompt> void keepFor(long pause, String promptId, T status) {
    stores.statuses().putUntil(output.clock().millis() + pause, promptId, status);
  }

  /** Says on progress where a prompt stands, and what its pool waits for. */
  void report(Prompt prompt, Recipe recipe, OpenPrompt status) {
    output.report(
        pools.explain(recipe, status, progress(prompt, recipe.getVersion(), status)).build());
  }

  /** Lets the progress say what the condition of the pool is now, if it does not already. */
  Resumable tell(String promptId, Recipe recipe, Resumable status) {
    if (!pools.isNews(recipe, status)) {
      return status;
    }
    Resumable told = pools.told(recipe, status);
    report(stores.pending().prompt(promptId), recipe, told);
    return told;
  }

  /** Returns the prompt whose progress will say what it waits for in its pool. */
  Resumable told(Recipe recipe, Resumable status) {
    return pools.told(recipe, status);
  }

  /** Progress of a prompt, for the caller to complete. */
  Progress.Builder progress(Prompt prompt, String version, OpenPrompt status) {
    return progress(prompt, version, status, status.account());
  }

  /** Ends a prompt as a decision has it, which is not to sample more. */
  void end(Prompt prompt, String version, Ready ready, Decision decision) {
    switch (decision) {
      case Failed failed ->
          fail(prompt, version, ready, new EndReason(failed.code(), failed.reason()));
      case Exhausted exhausted ->
          end(
              prompt,
              ready.end(PromptState.EXHAUSTED),
              progressOfEnd(prompt, version, ready.end(PromptState.EXHAUSTED), ready.account())
                  .setReasonCode(exhausted.code())
                  .setReason(exhausted.reason())
                  .setUnsolvable(exhausted.isUnsolvable()),
              ready.account());
      case Satisfied satisfied ->
          end(
              prompt,
              ready.end(PromptState.SATISFIED),
              progressOfEnd(prompt, version, ready.end(PromptState.SATISFIED), ready.account()),
              ready.account());
      case SampleMore more -> throw new IllegalArgumentException("not an end: " + more);
    }
  }

  /** Ends a prompt that cannot be sampled; what was on order gives up its place in the pool. */
  void fail(Prompt prompt, String version, Resumable status, EndReason reason) {
    if (status instanceof InRound inRound) {
      stores.turns().freed(status.recipe(), inRound.outstanding());
      if (inRound.round().leased()) {
        stores.leases().judged(status.recipe(), inRound.size(), inRound.round().tokens());
      }
    }
    Progress.Builder progress =
        progressOfEnd(prompt, version, status.fail(), status.account())
            .setReasonCode(reason.code())
            .setReason(reason.words());
    end(prompt, status.fail(), progress, status.account());
  }

  private Progress.Builder progressOfEnd(
      Prompt prompt, String version, PromptStatus end, PromptAccount account) {
    return progress(prompt, version, end, account);
  }

  /** The curator curates as the recipe is now, so that all of a prompt is curated alike. */
  private Progress.Builder progress(
      Prompt prompt, String version, PromptStatus status, PromptAccount account) {
    Progress.Builder progress =
        ProgressReports.of(prompt, version, status, account, output.clock().instant());
    stores
        .recipes()
        .find(account.recipe())
        .ifPresent(
            recipe ->
                progress.setSeed(recipe.getSeed()).setCuration(recipe.getCuration().orElse(null)));
    stores
        .models()
        .newest(account.recipe())
        .ifPresent(
            model -> progress.setModel(model.name()).setModelVersion(model.version().orElse(null)));
    return progress;
  }

  private void end(
      Prompt prompt, PromptStatus end, Progress.Builder progress, PromptAccount account) {
    long forgetAt = output.clock().millis() + retentionMs(stores.recipes().find(account.recipe()));
    stores.statuses().putUntil(forgetAt, prompt.getId(), end);
    stores.pending().remove(prompt.getId());
    output.report(progress.build());
  }

  /** Returns how long a prompt that has ended is remembered, in milliseconds. */
  static long retentionMs(Optional<Recipe> recipe) {
    return recipe.map(Recipe::getRetentionMs).orElse(DEFAULT_RETENTION.toMillis());
  }
}
