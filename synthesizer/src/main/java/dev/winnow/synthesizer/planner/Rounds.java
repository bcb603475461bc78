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
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import dev.winnow.synthesizer.planner.turns.Turns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  static final String RECIPE_DELETED = "its recipe was deleted";

  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final Lives lives;
  private final LivePrompts prompts;
  private final Recipes recipes;
  private final Turns turns;
  private final Allocator allocator;
  private final PlannerOutput output;
  private final InstantSource clock;

  Rounds(
      Lives lives,
      LivePrompts prompts,
      Recipes recipes,
      Turns turns,
      Allocator allocator,
      PlannerOutput output,
      InstantSource clock) {
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.turns = turns;
    this.allocator = allocator;
    this.output = output;
    this.clock = clock;
  }

  /** A prompt begins, under a recipe that is there. */
  void begin(Prompt prompt, Recipe recipe, Sampling fresh) {
    long wakeAt = clock.millis() + recipe.getReissueAfterMs();
    lives.putUntil(wakeAt, prompt.getId(), fresh);
    Sampling sampling = fresh.wakingAt(wakeAt);
    if (turns.isFree(recipe.getName())) {
      takeTurn(prompt, sampling);
    } else {
      turns.await(recipe.getName(), prompt.getId(), false);
      output.report(progress(prompt, recipe.getVersion(), sampling, sampling).build());
    }
  }

  /** A verdict that was awaited has come, and is marked. */
  void onVerdict(String promptId, Sampling judged) {
    turns.freed(judged.recipe(), 1);
    if (judged.isRoundIn()) {
      onRoundIn(prompts.prompt(promptId), judged);
    } else {
      lives.put(promptId, judged);
    }
  }

  private void onRoundIn(Prompt prompt, Sampling in) {
    if (in.round().granted()) {
      output.claim(report(prompt, in));
    }
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      fail(prompt, "", in, RECIPE_DELETED);
    } else if (in.round().sampled() == 0) {
      String version = recipe.get().getVersion();
      fail(prompt, version, in, "no candidate of a whole round could be sampled");
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
  void fail(Prompt prompt, String recipeVersion, Sampling sampling, String reason) {
    end(prompt, recipeVersion, sampling, PromptState.FAILED, new Exhausted(reason, false));
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
      fail(prompt, "", sampling, RECIPE_DELETED);
      return;
    }
    String version = recipe.get().getVersion();
    switch (decide(prompt, recipe.get(), sampling)) {
      case SampleMore more -> {
        turns.ordered(recipe.get().getName(), more.candidates());
        place(prompt, recipe.get(), sampling, more);
      }
      case Satisfied satisfied -> end(prompt, version, sampling, PromptState.SATISFIED, null);
      case Exhausted exhausted -> end(prompt, version, sampling, PromptState.EXHAUSTED, exhausted);
    }
  }

  private boolean mayGoOn(Prompt prompt, Recipe recipe, Sampling sampling) {
    return decide(prompt, recipe, sampling) instanceof SampleMore;
  }

  /** What the recipe's strategy makes of a prompt whose round is in. */
  Decision decide(Prompt prompt, Recipe recipe, Sampling sampling) {
    return allocator.decide(recipe, prompt.getMetadata(), sampling.counts());
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
    Sampling life = sampling.order(more, isGranted, clock.millis());
    lives.put(prompt.getId(), life);
    issue(prompt, recipe, life);
    output.report(progress(prompt, recipe.getVersion(), life, life).build());
  }

  private static Claim report(Prompt prompt, Sampling life) {
    return new Claim(
        prompt.getRecipe(), prompt.getId(), 0, life.roundSize(), life.roundTokens(), 0);
  }

  /** Nothing more is ordered; what was under way gives up its place. */
  void end(
      Prompt prompt,
      String recipeVersion,
      Sampling sampling,
      PromptState state,
      @Nullable Exhausted why) {
    int given = sampling.outstanding() + sampling.claimed();
    if (given > 0) {
      turns.freed(sampling.recipe(), given);
    }
    if (!sampling.isRoundIn() && sampling.round().granted()) {
      output.claim(report(prompt, sampling));
    }
    Ended life = sampling.end(state);
    long forgetAt = clock.millis() + retentionMs(recipes.find(sampling.recipe()));
    lives.putUntil(forgetAt, prompt.getId(), life);
    prompts.remove(prompt.getId());
    output.report(
        progress(prompt, recipeVersion, life, sampling)
            .setReason(why == null ? null : why.reason())
            .setHopeless(why != null && why.isHopeless())
            .build());
  }

  /** How long a prompt that has ended is remembered, in milliseconds. */
  static long retentionMs(Optional<Recipe> recipe) {
    return recipe.map(Recipe::getRetentionMs).orElse(DEFAULT_RETENTION.toMillis());
  }

  private Progress.Builder progress(
      Prompt prompt, String recipeVersion, PromptLife life, Sampling sampling) {
    return ProgressReports.of(prompt, recipeVersion, life, sampling, clock.instant());
  }
}
