package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Claim;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.planner.life.PromptLife;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.strategy.Allocator;
import dev.winnow.synthesizer.planner.strategy.Decision;
import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;
import dev.winnow.synthesizer.planner.strategy.Decision.Failed;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import dev.winnow.synthesizer.planner.turns.Turns;
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
 *       a budget claims the round's candidates first.
 *   <li>When that is granted, the allocator decides once more: the prompt may have waited for long,
 *       and the recipe may be another by now.
 *   <li>The round is ordered.
 * </ol>
 *
 * Invariant: the candidates that {@link Turns} counts for a recipe are those that its prompts have
 * outstanding or claimed.
 */
final class Rounds {
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final Lives lives;
  private final LivePrompts prompts;
  private final Recipes recipes;
  private final Turns turns;
  private final Allocator allocator;
  private final PoolReasons pools;
  private final PlannerOutput output;
  private final InstantSource clock;

  Rounds(
      Lives lives,
      LivePrompts prompts,
      Recipes recipes,
      Turns turns,
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
  void begin(Prompt prompt, Recipe recipe, Sampling fresh) {
    if (turns.isFree(recipe.getName())) {
      takeTurn(prompt, lookAgain(prompt.getId(), fresh, Looks.onOrder(0, limit(recipe))));
    } else {
      Sampling told = pools.told(recipe, fresh);
      Sampling waiting = lookAgain(prompt.getId(), told, Looks.waiting(limit(recipe)));
      turns.await(recipe.getName(), prompt.getId(), waiting.ordered() > 0);
      output.report(pools.explain(recipe, progress(prompt, recipe, waiting)).build());
    }
  }

  /** A prompt that had failed begins again: what has no verdict is ordered anew. */
  void reopen(Prompt prompt, Recipe recipe, Sampling reopened) {
    if (reopened.isRoundIn()) {
      begin(prompt, recipe, reopened);
    } else {
      turns.ordered(recipe.getName(), reopened.outstanding());
      Sampling told = pools.told(recipe, reopened);
      lookAgain(prompt.getId(), told, Looks.onOrder(0, limit(recipe)));
      issue(prompt, recipe, told);
      output.report(pools.explain(recipe, progress(prompt, recipe, told)).build());
    }
  }

  private Sampling lookAgain(String promptId, Sampling sampling, long pause) {
    long wakeAt = clock.millis() + pause;
    lives.putUntil(wakeAt, promptId, sampling);
    return sampling.wakingAt(wakeAt);
  }

  private static long limit(Recipe recipe) {
    return recipe.getReissueAfterMs();
  }

  /** A verdict that was awaited has come, and is marked. */
  void onVerdict(String promptId, Sampling judged) {
    turns.freed(judged.recipe(), 1);
    if (judged.isRoundIn()) {
      onRoundIn(prompts.prompt(promptId), judged);
    } else {
      Sampling told =
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
  Sampling tell(String promptId, Recipe recipe, Sampling sampling) {
    if (!pools.isNews(recipe, sampling)) {
      return sampling;
    }
    Sampling told = pools.told(recipe, sampling);
    Prompt prompt = prompts.prompt(promptId);
    output.report(pools.explain(recipe, progress(prompt, recipe, told)).build());
    return told;
  }

  private void onRoundIn(Prompt prompt, Sampling in) {
    if (in.round().granted()) {
      output.claim(report(prompt, in));
    }
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      fail(prompt, "", in, EndReason.RECIPE_DELETED);
    } else {
      Sampling learned = in.learned(allocator.learn(recipe.get(), in.learned(), in.counts()));
      if (!turns.isFree(prompt.getRecipe()) && mayGoOn(prompt, recipe.get(), learned)) {
        lives.put(prompt.getId(), learned);
        turns.await(prompt.getRecipe(), prompt.getId(), true);
      } else {
        takeTurn(prompt, learned);
      }
    }
  }

  /** Ends a prompt that cannot be sampled. */
  void fail(Prompt prompt, String recipeVersion, Sampling sampling, EndReason reason) {
    end(prompt, recipeVersion, sampling, sampling.fail(), Optional.of(reason), false);
  }

  /** Ends a prompt as a decision has it, which is not to sample more. */
  void end(Prompt prompt, String version, Sampling sampling, Decision decision) {
    switch (decision) {
      case Failed failed ->
          fail(prompt, version, sampling, new EndReason(failed.code(), failed.reason()));
      case Exhausted exhausted -> {
        EndReason reason = new EndReason(exhausted.code(), exhausted.reason());
        Ended life = sampling.end(PromptState.EXHAUSTED);
        end(prompt, version, sampling, life, Optional.of(reason), exhausted.isHopeless());
      }
      case Satisfied satisfied -> {
        Ended life = sampling.end(PromptState.SATISFIED);
        end(prompt, version, sampling, life, Optional.empty(), false);
      }
      case SampleMore more -> throw new IllegalArgumentException("not an end: " + more);
    }
  }

  /** Orders what is missing of the latest round. */
  void issue(Prompt prompt, Recipe recipe, Sampling life) {
    for (Trial trial : Trials.of(prompt, recipe, life, clock.instant())) {
      output.order(trial);
    }
  }

  /** Its turn: it orders, claims what it orders, or ends. */
  void takeTurn(Prompt prompt, Sampling sampling) {
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

  private boolean mayGoOn(Prompt prompt, Recipe recipe, Sampling sampling) {
    return decide(prompt, recipe, sampling) instanceof SampleMore;
  }

  /** What the recipe's strategy makes of a prompt whose round is in, and what its history does. */
  Decision decide(Prompt prompt, Recipe recipe, Sampling sampling) {
    return History.weigh(
        allocator.decide(recipe, prompt.getMetadata(), sampling.counts()), sampling);
  }

  private void place(Prompt prompt, Recipe recipe, Sampling sampling, SampleMore more) {
    if (recipe.getBudget().isEmpty()) {
      order(prompt, recipe, sampling, more, false);
    } else {
      lives.put(prompt.getId(), sampling.claim(more));
      output.claim(new Claim(recipe.getName(), prompt.getId(), more.candidates(), 0, 0L, 0));
    }
  }

  /** Another round of a prompt. */
  void order(Prompt prompt, Recipe recipe, Sampling sampling, SampleMore more, boolean isGranted) {
    Sampling life = pools.told(recipe, sampling.order(more, isGranted, clock.millis()));
    long soon = clock.millis() + Looks.onOrder(0, limit(recipe));
    if (life.wakeAt() > soon) {
      lives.putUntil(soon, prompt.getId(), life);
    } else {
      lives.put(prompt.getId(), life);
    }
    issue(prompt, recipe, life);
    output.report(pools.explain(recipe, progress(prompt, recipe, life)).build());
  }

  private static Claim report(Prompt prompt, Sampling life) {
    return new Claim(
        prompt.getRecipe(), prompt.getId(), 0, life.roundSize(), life.roundTokens(), 0);
  }

  /** Nothing more is ordered; what was under way gives up its place. */
  private void end(
      Prompt prompt,
      String recipeVersion,
      Sampling sampling,
      PromptLife life,
      Optional<EndReason> why,
      boolean isHopeless) {
    int given = sampling.outstanding() + sampling.claimed();
    if (given > 0) {
      turns.freed(sampling.recipe(), given);
    }
    if (!sampling.isRoundIn() && sampling.round().granted()) {
      output.claim(report(prompt, sampling));
    }
    long forgetAt = clock.millis() + retentionMs(recipes.find(sampling.recipe()));
    lives.putUntil(forgetAt, prompt.getId(), life);
    prompts.remove(prompt.getId());
    output.report(
        ProgressReports.of(prompt, recipeVersion, life, sampling, clock.instant())
            .setReasonCode(why.map(EndReason::code).orElse(null))
            .setReason(why.map(EndReason::words).orElse(null))
            .setHopeless(isHopeless)
            .build());
  }

  /** How long a prompt that has ended is remembered, in milliseconds. */
  static long retentionMs(Optional<Recipe> recipe) {
    return recipe.map(Recipe::getRetentionMs).orElse(DEFAULT_RETENTION.toMillis());
  }

  private Progress.Builder progress(Prompt prompt, Recipe recipe, Sampling life) {
    return ProgressReports.of(prompt, recipe.getVersion(), life, life, clock.instant());
  }
}
