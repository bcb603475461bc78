package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Claim;
import dev.winnow.schemas.Grant;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.planner.life.PromptLife;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.PromptLife.Suspended;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.strategy.Allocator;
import dev.winnow.synthesizer.planner.strategy.Decision;
import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import dev.winnow.synthesizer.planner.turns.Turns;
import dev.winnow.synthesizer.planner.turns.Turns.Turn;
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

  /** So that one record, or one tick, does not outlast its transaction. */
  private static final int MOST_AT_ONCE = 1_000;

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
    giveTurns();
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

  /**
   * Lets prompts have their turns while their pools have room. Those that end by it take no room:
   * what is left of them goes on at the next record or tick.
   */
  void giveTurns() {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Optional<Turn> turn = turns.next();
      if (turn.isEmpty()) {
        return;
      }
      String promptId = turn.get().promptId();
      PromptLife life = lives.find(promptId).orElse(null);
      if (life instanceof Sampling sampling && sampling.isReady()) {
        takeTurn(prompts.prompt(promptId), sampling);
      } else if (life instanceof Suspended suspended && suspended.hasGrant()) {
        useHeld(promptId, suspended);
      }
    }
  }

  /** The ledger has answered. What nobody waits for any more goes back to it. */
  void onGrant(Grant grant) {
    PromptLife life = lives.find(grant.getPromptId()).orElse(null);
    if (life instanceof Sampling sampling && sampling.claimed() > 0) {
      turns.freed(sampling.recipe(), Math.max(0, sampling.claimed() - grant.getCandidates()));
      onAnswer(sampling, grant);
    } else if (life instanceof Suspended suspended && !suspended.hasGrant()) {
      resume(suspended, grant);
    } else if (grant.getCandidates() > 0) {
      giveBack(grant, grant.getCandidates());
    }
  }

  /** Ends a prompt that waited for its budget, since its recipe is deleted. */
  void abandon(Prompt prompt, Suspended suspended) {
    Sampling sampling = suspended.sampling();
    if (suspended.hasGrant()) {
      int held = sampling.claimed();
      giveBack(new Grant(prompt.getId(), sampling.recipe(), held, null, false), held);
    }
    fail(prompt, "", sampling.unclaimed(), RECIPE_DELETED);
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

  private void takeTurn(Prompt prompt, Sampling sampling) {
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

  private Decision decide(Prompt prompt, Recipe recipe, Sampling sampling) {
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

  private void order(
      Prompt prompt, Recipe recipe, Sampling sampling, SampleMore more, boolean isGranted) {
    Sampling life = sampling.order(more, isGranted, clock.millis());
    lives.put(prompt.getId(), life);
    issue(prompt, recipe, life);
    output.report(progress(prompt, recipe.getVersion(), life, life).build());
  }

  /** It gave up its place in the pool: with the grant in its hands it waits for another. */
  private void resume(Suspended suspended, Grant grant) {
    Sampling sampling = suspended.sampling();
    if (grant.getCandidates() == 0 || turns.isFree(sampling.recipe())) {
      turns.ordered(sampling.recipe(), grant.getCandidates());
      onAnswer(sampling, grant);
    } else {
      hold(prompts.prompt(grant.getPromptId()), sampling, grant);
    }
  }

  private void hold(Prompt prompt, Sampling sampling, Grant grant) {
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    long now = clock.millis();
    Suspended life = sampling.hold(grant.getCandidates(), now);
    lives.putUntil(now + recipe.map(Recipe::getReissueAfterMs).orElse(0L), prompt.getId(), life);
    turns.await(sampling.recipe(), prompt.getId(), sampling.ordered() > 0);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(progress(prompt, version, life, sampling).build());
  }

  /** What was granted in an hour is not ordered in the next, whose budget it is not of. */
  private void useHeld(String promptId, Suspended holder) {
    Sampling sampling = holder.sampling();
    int held = sampling.claimed();
    Grant grant = new Grant(promptId, sampling.recipe(), held, null, false);
    if (hourOf(sampling.round().heardAt()) == hourOf(clock.millis())) {
      turns.ordered(sampling.recipe(), held);
      onAnswer(sampling, grant);
    } else {
      giveBack(grant, held);
      takeTurn(prompts.prompt(promptId), sampling.unclaimed());
    }
  }

  private static long hourOf(long epochMillis) {
    return Duration.ofMillis(epochMillis).toHours();
  }

  private void onAnswer(Sampling sampling, Grant grant) {
    Prompt prompt = prompts.prompt(grant.getPromptId());
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (grant.getCandidates() == 0) {
      suspend(prompt, recipe, sampling, grant);
    } else if (recipe.isPresent()) {
      long wakeAt = clock.millis() + recipe.get().getReissueAfterMs();
      lives.putUntil(wakeAt, prompt.getId(), sampling);
      useGrant(prompt, recipe.get(), sampling.unclaimed().wakingAt(wakeAt), grant);
    } else {
      decline(grant, sampling, grant.getCandidates());
      fail(prompt, "", sampling.unclaimed(), RECIPE_DELETED);
    }
  }

  /** Decides once more: recipe and prior may be others than when the prompt claimed. */
  private void useGrant(Prompt prompt, Recipe recipe, Sampling sampling, Grant grant) {
    Decision decision = decide(prompt, recipe, sampling);
    int needed = decision instanceof SampleMore more ? more.candidates() : 0;
    int used = Math.min(needed, grant.getCandidates());
    decline(grant, sampling, grant.getCandidates() - used);
    String version = recipe.getVersion();
    switch (decision) {
      case SampleMore more ->
          order(prompt, recipe, sampling, new SampleMore(used, more.wanted()), true);
      case Satisfied satisfied -> end(prompt, version, sampling, PromptState.SATISFIED, null);
      case Exhausted exhausted -> end(prompt, version, sampling, PromptState.EXHAUSTED, exhausted);
    }
  }

  private void decline(Grant grant, Sampling sampling, int unused) {
    if (unused > 0) {
      turns.freed(sampling.recipe(), unused);
      giveBack(grant, unused);
    }
  }

  private void suspend(Prompt prompt, Optional<Recipe> recipe, Sampling sampling, Grant refusal) {
    boolean isForThisHour = refusal.getForThisHour();
    Suspended life = sampling.suspend(isForThisHour ? PromptState.SAMPLING : PromptState.EXHAUSTED);
    long pause =
        isForThisHour ? recipe.map(Recipe::getReissueAfterMs).orElse(0L) : retentionMs(recipe);
    lives.putUntil(clock.millis() + pause, prompt.getId(), life);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(
        progress(prompt, version, life, sampling)
            .setReason(refusal.getRefusal().orElse(null))
            .build());
  }

  private void giveBack(Grant grant, int unused) {
    output.claim(new Claim(grant.getRecipe(), grant.getPromptId(), 0, unused, 0L, unused));
  }

  private static Claim report(Prompt prompt, Sampling life) {
    return new Claim(
        prompt.getRecipe(), prompt.getId(), 0, life.roundSize(), life.roundTokens(), 0);
  }

  private void end(
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

  private static long retentionMs(Optional<Recipe> recipe) {
    return recipe.map(Recipe::getRetentionMs).orElse(DEFAULT_RETENTION.toMillis());
  }

  private Progress.Builder progress(
      Prompt prompt, String recipeVersion, PromptLife life, Sampling sampling) {
    return ProgressReports.of(prompt, recipeVersion, life, sampling, clock.instant());
  }
}
