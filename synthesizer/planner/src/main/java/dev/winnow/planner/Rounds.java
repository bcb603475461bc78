package dev.winnow.planner;

import dev.winnow.planner.schedule.FairScheduler;
import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.planner.state.PromptLife;
import dev.winnow.planner.state.PromptLife.Ended;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.QuotaRequest;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes prompts from one round to the next.
 *
 * <ol>
 *   <li>When a round is in, the allocator learns from it and decides: the prompt ends, or waits for
 *       its turn.
 *   <li>When it has its turn, the allocator decides again, by what was learned since. A recipe with
 *       a budget quota requests the round's candidates first.
 *   <li>When that is granted, the allocator decides once more: the prompt may have waited for long,
 *       and the recipe may be another by now.
 *   <li>The round is ordered.
 * </ol>
 *
 * Invariant: the candidates that {@link FairScheduler} counts for a recipe are those that its
 * prompts have outstanding or claimed.
 */
final class Rounds {
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final PromptStateStore lives;
  private final PendingPromptStore prompts;
  private final Recipes recipes;
  private final FairScheduler turns;
  private final Allocator allocator;
  private final PoolReasons pools;
  private final PlannerOutput output;
  private final InstantSource clock;

  Rounds(
      PromptStateStore lives,
      PendingPromptStore prompts,
      Recipes recipes,
      FairScheduler turns,
      Allocator allocator,
      PoolReasons pools,
      PlannerOutput output,
      InstantSource clock) {
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.turns = turns;
    this.allocator = allocator;
    this.pools = pools;
    this.output = output;
    this.clock = clock;
  }

  /** A prompt begins, under a recipe that is there. */
  void begin(Prompt prompt, Recipe recipe, ActivePrompt fresh) {
    if (turns.isFree(recipe.getName())) {
      takeTurn(prompt, lookAgain(prompt.getId(), fresh, Looks.onOrder(0, limit(recipe))));
    } else {
      ActivePrompt told = pools.told(recipe, fresh);
      ActivePrompt waiting = lookAgain(prompt.getId(), told, Looks.waiting(limit(recipe)));
      turns.await(recipe.getName(), prompt.getId(), waiting.ordered() > 0);
      output.report(pools.explain(recipe, progress(prompt, recipe, waiting)).build());
    }
  }

  /** A prompt that had failed begins again: what has no verdict is ordered anew. */
  void reopen(Prompt prompt, Recipe recipe, ActivePrompt reopened) {
    if (reopened.isRoundIn()) {
      begin(prompt, recipe, reopened);
    } else {
      turns.ordered(recipe.getName(), reopened.outstanding());
      ActivePrompt told = pools.told(recipe, reopened);
      lookAgain(prompt.getId(), told, Looks.onOrder(0, limit(recipe)));
      issue(prompt, recipe, told);
      output.report(pools.explain(recipe, progress(prompt, recipe, told)).build());
    }
  }

  private ActivePrompt lookAgain(String promptId, ActivePrompt sampling, long pause) {
    long wakeAt = clock.millis() + pause;
    lives.putUntil(wakeAt, promptId, sampling);
    return sampling.wakingAt(wakeAt);
  }

  private static long limit(Recipe recipe) {
    return recipe.getReissueAfterMs();
  }

  /** A verdict that was awaited has come, and is marked. */
  void onVerdict(String promptId, ActivePrompt judged) {
    turns.freed(judged.recipe(), 1);
    if (judged.isRoundIn()) {
      onRoundIn(prompts.prompt(promptId), judged);
    } else {
      ActivePrompt told =
          judged.told() == 0
              ? judged
              : recipes
                  .find(judged.recipe())
                  .map(recipe -> tell(promptId, recipe, judged))
                  .orElse(judged);
      lives.put(promptId, told);
    }
  }

  /** Lets the progress of a prompt say what its pool's condition is now, if it does not already. */
  ActivePrompt tell(String promptId, Recipe recipe, ActivePrompt sampling) {
    if (!pools.isNews(recipe, sampling)) {
      return sampling;
    }
    ActivePrompt told = pools.told(recipe, sampling);
    Prompt prompt = prompts.prompt(promptId);
    output.report(pools.explain(recipe, progress(prompt, recipe, told)).build());
    return told;
  }

  private void onRoundIn(Prompt prompt, ActivePrompt in) {
    if (in.round().granted()) {
      output.quotaRequest(report(prompt, in));
    }
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      fail(prompt, "", in, EndReason.RECIPE_DELETED);
    } else {
      ActivePrompt learned = in.learned(allocator.learn(recipe.get(), in.learned(), in.counts()));
      if (!turns.isFree(prompt.getRecipe()) && mayGoOn(prompt, recipe.get(), learned)) {
        lives.put(prompt.getId(), learned);
        turns.await(prompt.getRecipe(), prompt.getId(), true);
      } else {
        takeTurn(prompt, learned);
      }
    }
  }

  /** Ends a prompt that cannot be sampled. */
  void fail(Prompt prompt, String recipeVersion, ActivePrompt sampling, EndReason reason) {
    end(prompt, recipeVersion, sampling, sampling.fail(), Optional.of(reason), false);
  }

  /** Ends a prompt as a decision has it, which is not to sample more. */
  void end(Prompt prompt, String version, ActivePrompt sampling, Decision decision) {
    switch (decision) {
      case Failed failed ->
          fail(prompt, version, sampling, new EndReason(failed.code(), failed.reason()));
      case Exhausted exhausted -> {
        EndReason reason = new EndReason(exhausted.code(), exhausted.reason());
        Ended life = sampling.end(PromptState.EXHAUSTED);
        end(prompt, version, sampling, life, Optional.of(reason), exhausted.isUnsolvable());
      }
      case Satisfied satisfied -> {
        Ended life = sampling.end(PromptState.SATISFIED);
        end(prompt, version, sampling, life, Optional.empty(), false);
      }
      case SampleMore more -> throw new IllegalArgumentException("not an end: " + more);
    }
  }

  /** Orders what is missing of the latest round. */
  void issue(Prompt prompt, Recipe recipe, ActivePrompt life) {
    for (SamplingRequest request : SamplingRequests.of(prompt, recipe, life, clock.instant())) {
      output.order(request);
    }
  }

  /** Its turn: it orders, quota requests what it orders, or ends. */
  void takeTurn(Prompt prompt, ActivePrompt sampling) {
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      fail(prompt, "", sampling, EndReason.RECIPE_DELETED);
      return;
    }
    Decision decision = decide(prompt, recipe.get(), sampling);
    if (decision instanceof SampleMore more) {
      turns.ordered(recipe.get().getName(), more.candidates());
      place(prompt, recipe.get(), sampling, more);
    } else {
      end(prompt, recipe.get().getVersion(), sampling, decision);
    }
  }

  private boolean mayGoOn(Prompt prompt, Recipe recipe, ActivePrompt sampling) {
    return decide(prompt, recipe, sampling) instanceof SampleMore;
  }

  /** What the recipe's strategy makes of a prompt whose round is in, and what its history does. */
  Decision decide(Prompt prompt, Recipe recipe, ActivePrompt sampling) {
    return History.weigh(
        allocator.decide(recipe, prompt.getMetadata(), sampling.counts()), sampling);
  }

  private void place(Prompt prompt, Recipe recipe, ActivePrompt sampling, SampleMore more) {
    if (recipe.getBudget().isEmpty()) {
      order(prompt, recipe, sampling, more, false);
    } else {
      lives.put(prompt.getId(), sampling.quotaRequest(more));
      output.quotaRequest(
          new QuotaRequest(recipe.getName(), prompt.getId(), more.candidates(), 0, 0L, 0));
    }
  }

  /** Another round of a prompt. */
  void order(
      Prompt prompt, Recipe recipe, ActivePrompt sampling, SampleMore more, boolean isGranted) {
    ActivePrompt life = pools.told(recipe, sampling.order(more, isGranted, clock.millis()));
    long soon = clock.millis() + Looks.onOrder(0, limit(recipe));
    if (life.wakeAt() > soon) {
      lives.putUntil(soon, prompt.getId(), life);
    } else {
      lives.put(prompt.getId(), life);
    }
    issue(prompt, recipe, life);
    output.report(pools.explain(recipe, progress(prompt, recipe, life)).build());
  }

  private static QuotaRequest report(Prompt prompt, ActivePrompt life) {
    return new QuotaRequest(
        prompt.getRecipe(), prompt.getId(), 0, life.roundSize(), life.roundTokens(), 0);
  }

  /** Nothing more is ordered; what was under way gives up its place. */
  private void end(
      Prompt prompt,
      String recipeVersion,
      ActivePrompt sampling,
      PromptLife life,
      Optional<EndReason> why,
      boolean isUnsolvable) {
    int given = sampling.outstanding() + sampling.claimed();
    if (given > 0) {
      turns.freed(sampling.recipe(), given);
    }
    if (!sampling.isRoundIn() && sampling.round().granted()) {
      output.quotaRequest(report(prompt, sampling));
    }
    long forgetAt = clock.millis() + retentionMs(recipes.find(sampling.recipe()));
    lives.putUntil(forgetAt, prompt.getId(), life);
    prompts.remove(prompt.getId());
    output.report(
        ProgressReports.of(prompt, recipeVersion, life, sampling, clock.instant())
            .setReasonCode(why.map(EndReason::code).orElse(null))
            .setReason(why.map(EndReason::words).orElse(null))
            .setUnsolvable(isUnsolvable)
            .build());
  }

  /** How long a prompt that has ended is remembered, in milliseconds. */
  static long retentionMs(Optional<Recipe> recipe) {
    return recipe.map(Recipe::getRetentionMs).orElse(DEFAULT_RETENTION.toMillis());
  }

  private Progress.Builder progress(Prompt prompt, Recipe recipe, ActivePrompt life) {
    return ProgressReports.of(prompt, recipe.getVersion(), life, life, clock.instant());
  }
}
