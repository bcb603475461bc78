package dev.winnow.planner;

import dev.winnow.planner.PendingPromptStore.Published;
import dev.winnow.planner.state.AwaitingRecipe;
import dev.winnow.planner.state.Failed;
import dev.winnow.planner.state.Identity;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Ready;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in published prompts.
 *
 * <ol>
 *   <li>A new prompt begins its rounds, or waits for its recipe.
 *   <li>A prompt that is known is ignored; one that failed is opened again.
 *   <li>Another prompt under a known id becomes a dead letter.
 *   <li>A prompt whose recipe does not come in time becomes a dead letter.
 * </ol>
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final AdmissionRules rules;
  private final PlannerStores stores;
  private final Rounds rounds;
  private final RoundOrders orders;
  private final PlannerOutput output;

  Admission(
      AdmissionRules rules,
      PlannerStores stores,
      Rounds rounds,
      RoundOrders orders,
      PlannerOutput output) {
    this.rules = rules;
    this.stores = stores;
    this.rounds = rounds;
    this.orders = orders;
    this.output = output;
  }

  void onPrompt(Prompt prompt, Published published) {
    String hash = ContentHash.ofPrompt(prompt);
    Optional<PromptStatus> known = stores.statuses().find(prompt.getId());
    if (known.isEmpty()) {
      stores.pending().put(prompt.getId(), published);
      admit(prompt, new AwaitingRecipe(new Identity(hash, output.clock().millis()), 0));
    } else if (!known.get().identity().contentHash().equals(hash)) {
      sendToDeadLetters(
          prompt.getId(),
          published,
          "PROMPT_ID_TAKEN",
          "another prompt has the id '%s' already; give this one an id of its own, or none"
              .formatted(prompt.getId()));
    } else if (known.get() instanceof Failed failed) {
      reopen(prompt, published, failed);
    }
  }

  /** A prompt that failed for a passing reason goes on when it is published again. */
  private void reopen(Prompt prompt, Published published, Failed failed) {
    Optional<Recipe> recipe = stores.recipes().find(prompt.getRecipe());
    if (recipe.isEmpty() || !misfits(recipe.get(), prompt).isEmpty()) {
      LOG.info("prompt={} stays failed: its recipe or the prompt is as it was", prompt.getId());
    } else {
      stores.pending().put(prompt.getId(), published);
      rounds.reopen(prompt, recipe.get(), failed.reopen(output.clock().millis()));
    }
  }

  private void admit(Prompt prompt, AwaitingRecipe waiting) {
    Optional<Recipe> recipe = stores.recipes().find(prompt.getRecipe());
    if (recipe.isPresent()) {
      begin(prompt, recipe.get(), waiting.begin(prompt.getRecipe()));
    } else {
      lookAgain(prompt.getId(), waiting, rules.tick().toMillis());
      EndReason reason = noRecipe(prompt.getRecipe());
      output.report(
          ProgressReports.of(prompt, waiting, output.clock().instant())
              .setReasonCode(reason.code())
              .setReason(reason.words())
              .build());
    }
  }

  /** A prompt that its checks and scorers cannot judge is not sampled. */
  private void begin(Prompt prompt, Recipe recipe, Ready fresh) {
    List<Violation> misfits = misfits(recipe, prompt);
    if (misfits.isEmpty()) {
      rounds.begin(prompt, recipe, fresh);
    } else {
      orders.fail(prompt, recipe.getVersion(), fresh, EndReason.unfit(misfits));
    }
  }

  private List<Violation> misfits(Recipe recipe, Prompt prompt) {
    return rules.catalog().misfits(recipe.getVerification(), prompt);
  }

  private EndReason noRecipe(String name) {
    return stores
        .recipes()
        .problem(name)
        .map(problem -> EndReason.unusableRecipe(name, problem))
        .orElseGet(() -> EndReason.noRecipe(name));
  }

  /** Looks whether the recipe of a prompt has come. */
  void look(String promptId, AwaitingRecipe waiting) {
    Prompt prompt = stores.pending().prompt(promptId);
    long waited = output.clock().millis() - waiting.identity().startedAt();
    if (stores.recipes().find(prompt.getRecipe()).isPresent()) {
      admit(prompt, waiting);
    } else if (waited < rules.recipeWait().toMillis()) {
      lookAgain(promptId, waiting, rules.tick().toMillis());
    } else if (stores.recipes().problem(prompt.getRecipe()).isPresent()) {
      // The recipe is published but unusable. Its prompts wait until the publisher corrects it,
      // so that they need not be published again.
      lookAgain(promptId, waiting, RevisitSchedule.onOrder(waited, Long.MAX_VALUE));
    } else {
      sendToDeadLetters(
          promptId,
          stores.pending().published(promptId),
          "UNKNOWN_RECIPE",
          "no valid recipe '%s' was published within %s; publish it, then this prompt again"
              .formatted(prompt.getRecipe(), rules.recipeWait()));
      stores.statuses().forget(promptId);
      stores.pending().remove(promptId);
      output.takeBack(promptId);
    }
  }

  private void lookAgain(String promptId, AwaitingRecipe waiting, long pause) {
    stores.statuses().putUntil(output.clock().millis() + pause, promptId, waiting);
  }

  private void sendToDeadLetters(
      String promptId, Published published, String reason, String error) {
    output.sendToDeadLetters(
        promptId.getBytes(StandardCharsets.UTF_8),
        published.place(),
        published.value(),
        new Bad<>(reason, error));
  }
}
