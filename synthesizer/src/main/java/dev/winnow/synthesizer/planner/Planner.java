package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.kafka.DeadLetters;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.synthesizer.planner.LivePrompts.Published;
import dev.winnow.synthesizer.planner.life.PromptLife;
import dev.winnow.synthesizer.planner.life.PromptLife.Waiting;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.strategy.Allocator;
import dev.winnow.synthesizer.planner.strategy.Decision;
import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans every prompt of one partition.
 *
 * <ol>
 *   <li>A prompt comes: ignore what is known, wait for the recipe if it is not there yet, else
 *       decide the first round.
 *   <li>A verdict comes: mark its index, once; when the round is in, decide.
 *   <li>Decide: ask the recipe's strategy, and order the next round or end the prompt.
 *   <li>From time to time: order again what has been silent for too long, and after too many times
 *       declare it failed, by candidates of our own that the verifier will find undecided.
 * </ol>
 *
 * Invariants: indices below {@code ordered} and no others were ordered; each counts once; a prompt
 * that has ended never orders again. Every live prompt has exactly one deadline. Streams'
 * transactions make every step atomic.
 */
final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  private final PlannerConfig config;
  private final KeyValueStore<String, PromptLife> lives;
  private final LivePrompts prompts;
  private final Deadlines deadlines;
  private final Recipes recipes;
  private final Allocator allocator;
  private final PlannerOutput output;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  Planner(
      PlannerConfig config,
      KeyValueStore<String, PromptLife> lives,
      LivePrompts prompts,
      Deadlines deadlines,
      Recipes recipes,
      Allocator allocator,
      PlannerOutput output,
      DeadLetters deadLetters) {
    this.config = config;
    this.lives = lives;
    this.prompts = prompts;
    this.deadlines = deadlines;
    this.recipes = recipes;
    this.allocator = allocator;
    this.output = output;
    this.deadLetters = deadLetters;
    this.clock = deadLetters.clock();
  }

  void onPrompt(Prompt prompt, Published published) {
    String hash = ContentHash.ofPrompt(prompt);
    PromptLife known = lives.get(prompt.getId());
    if (known == null) {
      admit(prompt, published, new Waiting(hash, clock.millis()));
    } else if (!known.contentHash().equals(hash)) {
      bury(
          prompt.getId(),
          published,
          "PROMPT_ID_TAKEN",
          "another prompt has the id '%s' already; give this one an id of its own, or none"
              .formatted(prompt.getId()));
    }
  }

  void onVerdict(Verdict verdict) {
    if (!(lives.get(verdict.getPromptId()) instanceof Sampling sampling)
        || !sampling.awaits(verdict.getIndex())) {
      LOG.debug(
          "prompt={} candidate={} was not awaited", verdict.getPromptId(), verdict.getIndex());
      return;
    }
    boolean sampled = !verdict.getReason().equals(Reasons.NOT_SAMPLED);
    Sampling judged =
        sampling.judge(
            verdict.getIndex(), verdict.getOutcome(), verdict.getTokens(), sampled, clock.millis());
    if (judged.isRoundIn()) {
      decide(prompts.prompt(verdict.getPromptId()), judged);
    } else {
      lives.put(verdict.getPromptId(), judged);
    }
  }

  /** Looks at every prompt whose deadline has come. */
  void onTick() {
    deadlines.takeDue(clock.millis(), this::onDeadline);
  }

  private void admit(Prompt prompt, Published published, Waiting waiting) {
    prompts.put(prompt.getId(), published);
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isPresent()) {
      deadlines.add(clock.millis() + recipe.get().getReissueAfterMs(), prompt.getId());
      decide(prompt, waiting.sampling());
    } else {
      lives.put(prompt.getId(), waiting);
      deadlines.add(clock.millis() + config.tick().toMillis(), prompt.getId());
      report(
          prompt,
          "",
          0,
          waiting,
          "waiting for recipe '%s' to be published".formatted(prompt.getRecipe()));
    }
  }

  private void decide(Prompt prompt, Sampling life) {
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      end(prompt, "", life, PromptState.FAILED, "its recipe was deleted");
      return;
    }
    String version = recipe.get().getVersion();
    if (life.round() > 0 && life.sampledInRound() == 0) {
      end(
          prompt,
          version,
          life,
          PromptState.FAILED,
          "no candidate of a whole round could be sampled");
      return;
    }
    Decision decision =
        allocator.decide(recipe.get(), prompt.getMetadata(), life.learned(), life.counts());
    Sampling decided = Allocator.learns(recipe.get()) ? life.learn() : life;
    switch (decision) {
      case SampleMore more ->
          order(prompt, recipe.get(), decided.order(more.candidates(), clock.millis()));
      case Satisfied satisfied -> end(prompt, version, decided, PromptState.SATISFIED, null);
      case Exhausted exhausted ->
          end(prompt, version, decided, PromptState.EXHAUSTED, exhausted.reason());
    }
  }

  private void order(Prompt prompt, Recipe recipe, Sampling life) {
    lives.put(prompt.getId(), life);
    issue(prompt, recipe, life);
    report(prompt, recipe.getVersion(), life.round(), life, null);
  }

  private void issue(Prompt prompt, Recipe recipe, Sampling life) {
    for (Trial trial : Trials.of(prompt, recipe, life, clock.instant())) {
      output.order(trial);
    }
  }

  private void end(
      Prompt prompt,
      String recipeVersion,
      Sampling life,
      PromptState state,
      @Nullable String reason) {
    PromptLife ended = life.end(state);
    lives.put(prompt.getId(), ended);
    prompts.remove(prompt.getId());
    report(prompt, recipeVersion, life.round(), ended, reason);
  }

  private void onDeadline(String promptId) {
    PromptLife life = lives.get(promptId);
    if (life instanceof Waiting waiting) {
      lookForRecipe(promptId, waiting);
    } else if (life instanceof Sampling sampling) {
      lookForSilence(promptId, sampling);
    }
  }

  private void lookForRecipe(String promptId, Waiting waiting) {
    Prompt prompt = prompts.prompt(promptId);
    if (recipes.find(prompt.getRecipe()).isPresent()) {
      admit(prompt, prompts.published(promptId), waiting);
    } else if (clock.millis() - waiting.startedAt() < config.recipeWait().toMillis()) {
      deadlines.add(clock.millis() + config.tick().toMillis(), promptId);
    } else {
      bury(
          promptId,
          prompts.published(promptId),
          "UNKNOWN_RECIPE",
          "no valid recipe '%s' was published within %s; publish it, then this prompt again"
              .formatted(prompt.getRecipe(), config.recipeWait()));
      lives.delete(promptId);
      prompts.remove(promptId);
    }
  }

  private void lookForSilence(String promptId, Sampling sampling) {
    Prompt prompt = prompts.prompt(promptId);
    Optional<Recipe> recipe = recipes.find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      end(prompt, "", sampling, PromptState.FAILED, "its recipe was deleted");
      return;
    }
    long limit = recipe.get().getReissueAfterMs();
    long now = clock.millis();
    if (now - sampling.heardAt() < limit) {
      deadlines.add(sampling.heardAt() + limit, promptId);
      return;
    }
    deadlines.add(now + limit, promptId);
    Sampling again = sampling.orderAgain(now);
    lives.put(promptId, again);
    if (again.attempt() <= recipe.get().getMaxReissues()) {
      LOG.warn(
          "prompt={} round={} attempt={} has been silent, ordered again",
          promptId,
          again.round(),
          again.attempt());
      issue(prompt, recipe.get(), again);
    } else {
      failMissing(prompt, recipe.get(), again);
    }
  }

  /** The verifier drops those of them whose real candidate arrives first after all. */
  private void failMissing(Prompt prompt, Recipe recipe, Sampling life) {
    LOG.warn(
        "prompt={} round={} its missing candidates are declared failed",
        prompt.getId(),
        life.round());
    String failure = "no verdict after the trial was issued %d times".formatted(life.attempt());
    for (Trial trial : Trials.of(prompt, recipe, life, clock.instant())) {
      FailedCandidates.of(trial, failure).forEach(output::fail);
    }
  }

  private void report(
      Prompt prompt, String recipeVersion, int round, PromptLife life, @Nullable String reason) {
    output.report(ProgressReports.of(prompt, recipeVersion, round, life, reason, clock.instant()));
  }

  private void bury(String promptId, Published published, String reason, String error) {
    byte[] key = promptId.getBytes(StandardCharsets.UTF_8);
    output.bury(
        key, deadLetters.of(published.place(), key, published.value(), new Bad<>(reason, error)));
  }
}
