package dev.winnow.planner;

import dev.winnow.planner.PendingPromptStore.Published;
import dev.winnow.planner.schedule.FairScheduler;
import dev.winnow.planner.schedule.FairScheduler.Turn;
import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.planner.state.PromptLife;
import dev.winnow.planner.state.PromptLife.Ended;
import dev.winnow.planner.state.PromptLife.Failed;
import dev.winnow.planner.state.PromptLife.Suspended;
import dev.winnow.planner.state.PromptLife.Waiting;
import dev.winnow.planner.state.VerdictSummary;
import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.QuotaGrant;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans every prompt of one partition.
 *
 * <ol>
 *   <li>A prompt comes: ignore what is known, wait for the recipe if it is not there yet, else
 *       begin its {@linkplain Rounds rounds}.
 *   <li>A verdict comes: mark its index, once; when the round is in, decide.
 *   <li>A quota grant comes: order what was claimed.
 *   <li>From time to time: order again what has been silent for too long, and after too many times
 *       declare it failed, by candidates of our own that the verifier will find undecided; forget
 *       what ended long ago.
 * </ol>
 *
 * Invariants: indices below {@code ordered} and no others were ordered; each counts once; a prompt
 * that has ended never orders again. Every prompt has exactly one deadline. Streams' transactions
 * make every step atomic.
 */
final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  /** So that one record, or one tick, does not outlast its transaction. */
  private static final int MAX_AT_ONCE = 1_000;

  private final PlannerConfig config;
  private final PromptStateStore lives;
  private final PendingPromptStore prompts;
  private final Recipes recipes;
  private final FairScheduler turns;
  private final Rounds rounds;
  private final QuotaGrants quotaGrants;
  private final SilentRequests silentRequests;
  private final PoolActivityTracker activity;
  private final WorkerReports workers;
  private final CheckCatalog catalog;
  private final PlannerOutput output;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  Planner(
      PlannerConfig config,
      PromptStateStore lives,
      PendingPromptStore prompts,
      Recipes recipes,
      FairScheduler turns,
      Rounds rounds,
      PoolActivityTracker activity,
      WorkerReports workers,
      CheckCatalog catalog,
      PlannerOutput output,
      DeadLetters deadLetters) {
    this.config = config;
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.turns = turns;
    this.rounds = rounds;
    this.output = output;
    this.deadLetters = deadLetters;
    this.clock = deadLetters.clock();
    this.quotaGrants = new QuotaGrants(lives, prompts, recipes, turns, rounds, output, clock);
    this.activity = activity;
    this.workers = workers;
    this.catalog = catalog;
    this.silentRequests =
        new SilentRequests(lives, prompts, recipes, rounds, activity, output, clock);
    workers.refresh(clock.instant());
  }

  void onPrompt(Prompt prompt, Published published) {
    String hash = ContentHash.ofPrompt(prompt);
    Optional<PromptLife> known = lives.find(prompt.getId());
    if (known.isEmpty()) {
      prompts.put(prompt.getId(), published);
      admit(prompt, new Waiting(hash, clock.millis(), 0));
    } else if (!known.get().contentHash().equals(hash)) {
      sendToDeadLetters(
          prompt.getId(),
          published,
          "PROMPT_ID_TAKEN",
          "another prompt has the id '%s' already; give this one an id of its own, or none"
              .formatted(prompt.getId()));
    } else {
      failed(known.get(), prompt).ifPresent(failed -> reopen(prompt, published, failed));
    }
  }

  private static Optional<Failed> failed(PromptLife known, Prompt prompt) {
    return switch (known) {
      case Failed failed -> Optional.of(failed);
      case Waiting waiting -> Optional.empty();
      case ActivePrompt sampling -> Optional.empty();
      case Suspended suspended -> Optional.empty();
      case Ended ended ->
          ended.state() == PromptState.FAILED
              ? Optional.of(ended.failed(prompt.getRecipe()))
              : Optional.empty();
    };
  }

  /** What failed for a passing reason goes on when it is published again. */
  private void reopen(Prompt prompt, Published published, Failed failed) {
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty() || !catalog.misfits(recipe.get().getCheck(), prompt).isEmpty()) {
      LOG.info("prompt={} stays failed: its recipe or the prompt is as it was", prompt.getId());
    } else {
      prompts.put(prompt.getId(), published);
      rounds.reopen(prompt, recipe.get(), failed.sampling().reopened(clock.millis()));
    }
  }

  void onVerdict(Verdict verdict) {
    if (!(lives.find(verdict.getPromptId()).orElse(null) instanceof ActivePrompt sampling)
        || !sampling.awaits(verdict.getIndex())) {
      LOG.debug(
          "prompt={} candidate={} was not awaited", verdict.getPromptId(), verdict.getIndex());
      return;
    }
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (recipe.isPresent() && !verdict.getReason().equals(FailureCodes.LOST)) {
      // Later on it is not known which of the attempts was answered, and so how far the pool is.
      long orderedAt = sampling.round().attempt() == 0 ? sampling.round().orderedAt() : 0;
      activity.answered(recipe.get().getPool(), orderedAt, clock.millis());
    }
    int maxTokens = recipe.map(some -> some.getSampling().getMaxTokens()).orElse(0);
    ActivePrompt judged =
        sampling.judge(verdict.getIndex(), VerdictSummary.of(verdict, maxTokens), clock.millis());
    rounds.onVerdict(verdict.getPromptId(), judged);
    giveTurns();
  }

  void onQuotaGrant(QuotaGrant quotaGrant) {
    quotaGrants.onQuotaGrant(quotaGrant);
    giveTurns();
  }

  /** Looks at every prompt whose deadline has come. */
  void onTick() {
    workers.refresh(clock.instant());
    lives.wake(clock.millis(), this::onDeadline);
    giveTurns();
  }

  /**
   * Lets prompts have their turns while their pools have room. Those that end by it take no room:
   * what is left of them goes on at the next record or tick.
   */
  private void giveTurns() {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      Optional<Turn> turn = turns.next();
      if (turn.isEmpty()) {
        return;
      }
      String promptId = turn.get().promptId();
      PromptLife life = lives.find(promptId).orElse(null);
      if (life instanceof ActivePrompt sampling && sampling.isReady()) {
        rounds.takeTurn(prompts.prompt(promptId), sampling);
      } else if (life instanceof Suspended suspended && suspended.hasGrant()) {
        quotaGrants.useHeld(promptId, suspended);
      }
    }
  }

  private void admit(Prompt prompt, Waiting waiting) {
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isPresent()) {
      begin(prompt, recipe.get(), waiting.sampling(prompt.getRecipe()));
    } else {
      lives.putUntil(clock.millis() + config.tick().toMillis(), prompt.getId(), waiting);
      EndReason reason = noRecipe(prompt.getRecipe());
      output.report(
          ProgressReports.of(prompt, waiting, clock.instant())
              .setReasonCode(reason.code())
              .setReason(reason.words())
              .build());
    }
  }

  /** What could only fail after it was sampled is not sampled. */
  private void begin(Prompt prompt, Recipe recipe, ActivePrompt fresh) {
    List<Violation> misfits = catalog.misfits(recipe.getCheck(), prompt);
    if (misfits.isEmpty()) {
      rounds.begin(prompt, recipe, fresh);
    } else {
      rounds.fail(prompt, recipe.getVersion(), fresh, EndReason.unfit(misfits));
    }
  }

  private EndReason noRecipe(String name) {
    return recipes
        .problem(name)
        .map(problem -> EndReason.unusableRecipe(name, problem))
        .orElseGet(() -> EndReason.noRecipe(name));
  }

  private void onDeadline(String promptId, PromptLife life) {
    switch (life) {
      case Waiting waiting -> lookForRecipe(promptId, waiting);
      case ActivePrompt sampling -> silentRequests.look(promptId, sampling);
      case Suspended suspended -> lookForBudget(promptId, suspended);
      case Failed failed -> forget(promptId);
      case Ended ended -> forget(promptId);
    }
  }

  private void lookForRecipe(String promptId, Waiting waiting) {
    Prompt prompt = prompts.prompt(promptId);
    if (recipes.find(prompt.getRecipe()).isPresent()) {
      admit(prompt, waiting);
    } else if (clock.millis() - waiting.startedAt() < config.recipeWait().toMillis()) {
      lives.putUntil(clock.millis() + config.tick().toMillis(), promptId, waiting);
    } else if (recipes.problem(prompt.getRecipe()).isPresent()) {
      // Somebody will mend the recipe: its prompts need not be published again.
      long waited = clock.millis() - waiting.startedAt();
      lives.putUntil(clock.millis() + Looks.onOrder(waited, Long.MAX_VALUE), promptId, waiting);
    } else {
      sendToDeadLetters(
          promptId,
          prompts.published(promptId),
          "UNKNOWN_RECIPE",
          "no valid recipe '%s' was published within %s; publish it, then this prompt again"
              .formatted(prompt.getRecipe(), config.recipeWait()));
      lives.forget(promptId);
      prompts.remove(promptId);
      output.takeBack(promptId);
    }
  }

  /** Waits on for the next hour, but not for a larger budget that has not come by now. */
  private void lookForBudget(String promptId, Suspended suspended) {
    Optional<Recipe> recipe = recipes.find(suspended.sampling().recipe());
    if (suspended.state() == PromptState.EXHAUSTED) {
      prompts.remove(promptId);
      forget(promptId);
    } else if (recipe.isPresent()) {
      long limit = recipe.get().getReissueAfterMs();
      lives.putUntil(clock.millis() + limit, promptId, suspended);
    } else {
      quotaGrants.abandon(prompts.prompt(promptId), suspended);
    }
  }

  /** The verifier forgets it too, so that it can be sampled anew when it is published again. */
  private void forget(String promptId) {
    lives.forget(promptId);
    output.forget(promptId);
  }

  private void sendToDeadLetters(
      String promptId, Published published, String reason, String error) {
    byte[] key = promptId.getBytes(StandardCharsets.UTF_8);
    output.sendToDeadLetters(
        key, deadLetters.of(published.place(), key, published.value(), new Bad<>(reason, error)));
  }
}
