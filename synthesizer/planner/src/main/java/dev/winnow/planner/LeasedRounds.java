package dev.winnow.planner;

import dev.winnow.planner.budget.LeaseShare;
import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.planner.budget.QueuedPrompt;
import dev.winnow.planner.state.AwaitingLease;
import dev.winnow.planner.state.HoldingQuota;
import dev.winnow.planner.state.OutOfBudget;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import java.util.Optional;

/**
 * Orders rounds of recipes with a budget, out of the partition's quota leases.
 *
 * <ol>
 *   <li>A prompt that has its turn takes its round out of the lease. Where the lease holds too
 *       little it waits in a queue, with its place in the pool, and the partition asks for more.
 *   <li>A lease comes: prompts go on, the oldest first. The allocator decides once more, since a
 *       prompt may have waited for long. The first may order fewer candidates than it wants: the
 *       quota manager gives less than a round only where the budget has no more.
 *   <li>The demand is refused: what the lease still holds is ordered, then every waiting prompt is
 *       told why, and gives up its place in the pool.
 *   <li>A lease comes after all: prompts go on if the pool has room, else each holds its share
 *       until it has another turn.
 * </ol>
 */
final class LeasedRounds {
  /**
   * Bounds the work of one record or one tick, so that it ends within its transaction's timeout.
   */
  private static final int MAX_AT_ONCE = 1_000;

  private final PlannerStores stores;
  private final PartitionLeases leases;
  private final Decisions decisions;
  private final RoundOrders orders;
  private final QuotaWaits waits;
  private final PlannerOutput output;

  LeasedRounds(
      PlannerStores stores,
      Decisions decisions,
      RoundOrders orders,
      QuotaWaits waits,
      PlannerOutput output) {
    this.stores = stores;
    this.leases = stores.leases();
    this.decisions = decisions;
    this.orders = orders;
    this.waits = waits;
    this.output = output;
  }

  /** Gives its turn to a prompt: it orders its round, or waits behind those that wait already. */
  void place(Prompt prompt, Recipe recipe, Ready ready, SampleMore more) {
    String name = recipe.getName();
    Optional<LeaseShare> share =
        leases.first(name).isPresent()
            ? Optional.empty()
            : leases.take(recipe, more.candidates(), leases.refusal(name).isPresent());
    if (share.isPresent()) {
      int candidates = share.get().candidates();
      stores.turns().ordered(name, candidates);
      order(prompt, recipe, ready, new SampleMore(candidates, more.wanted()));
    } else {
      stores.turns().ordered(name, more.candidates());
      long ticket = leases.await(name, prompt.getId(), more.candidates());
      stores.statuses().put(prompt.getId(), ready.awaitLease(more, ticket));
    }
    leases.ask(name);
    waits.tell(name);
  }

  private void order(Prompt prompt, Recipe recipe, Ready ready, SampleMore more) {
    leases.ordered(recipe.getName(), more.candidates());
    orders.order(prompt, recipe, ready, more, true);
  }

  /** Takes an answer of the quota manager. */
  void onLease(QuotaLease lease) {
    leases.onLease(lease);
    serve(lease.getRecipe(), true);
    leases.ask(lease.getRecipe());
    waits.tell(lease.getRecipe());
  }

  /** Serves what may go on since leases, hours or recipes changed, and reports. */
  void onTick() {
    for (String recipe : leases.recipes()) {
      serve(recipe, false);
      waits.tell(recipe);
      leases.onTick(recipe);
    }
  }

  /**
   * Lets waiting prompts go on, the oldest first. Prompts of a recipe that is deleted stay: they
   * fail when they are looked at.
   */
  private void serve(String name, boolean mayFirstBeSmaller) {
    Optional<Recipe> recipe = stores.recipes().find(name);
    boolean mayBeSmaller = mayFirstBeSmaller;
    for (int i = 0; recipe.isPresent() && i < MAX_AT_ONCE; i++) {
      Optional<QueuedPrompt> first = leases.first(name);
      if (first.isEmpty() || !goOn(recipe.get(), first.get(), mayBeSmaller)) {
        break;
      }
      mayBeSmaller = leases.refusal(name).isPresent();
    }
  }

  /** Returns whether the prompt went on: it had its share, or needs none any more. */
  private boolean goOn(Recipe recipe, QueuedPrompt waiter, boolean mayBeSmaller) {
    if (!PartitionLeases.isLimited(recipe)) {
      leases.leave(recipe.getName(), waiter.ticket());
      goOnWithoutBudget(recipe, waiter.promptId());
      return true;
    }
    boolean isLessEnough = mayBeSmaller || leases.refusal(recipe.getName()).isPresent();
    Optional<LeaseShare> share = leases.take(recipe, waiter.need(), isLessEnough);
    share.ifPresent(
        some -> {
          leases.leave(recipe.getName(), waiter.ticket());
          give(recipe, waiter.promptId(), some);
        });
    return share.isPresent();
  }

  /** Lets the prompt wait for its turn as any other. */
  private void goOnWithoutBudget(Recipe recipe, String promptId) {
    PromptStatus status = stores.statuses().find(promptId).orElse(null);
    if (status instanceof AwaitingLease awaiting) {
      stores.turns().freed(recipe.getName(), awaiting.candidates());
      awaitTurn(recipe, promptId, awaiting.ready());
    } else if (status instanceof OutOfBudget waiting) {
      awaitTurn(recipe, promptId, waiting.ready());
    }
  }

  private void awaitTurn(Recipe recipe, String promptId, Ready ready) {
    orders.keepFor(RevisitSchedule.onOrder(0, recipe.getReissueAfterMs()), promptId, ready);
    stores.turns().await(recipe.getName(), promptId, ready.ordered() > 0);
  }

  private void give(Recipe recipe, String promptId, LeaseShare share) {
    PromptStatus status = stores.statuses().find(promptId).orElse(null);
    if (status instanceof AwaitingLease awaiting) {
      stores.turns().freed(recipe.getName(), awaiting.candidates() - share.candidates());
      use(recipe, promptId, awaiting.ready(), share);
    } else if (status instanceof OutOfBudget waiting) {
      giveWithoutPlace(recipe, promptId, waiting, share);
    } else {
      leases.giveBack(recipe.getName(), share);
    }
  }

  private void giveWithoutPlace(
      Recipe recipe, String promptId, OutOfBudget waiting, LeaseShare share) {
    if (stores.turns().isFree(recipe.getName())) {
      stores.turns().ordered(recipe.getName(), share.candidates());
      use(recipe, promptId, waiting.ready(), share);
    } else {
      hold(recipe, promptId, waiting.hold(share));
    }
  }

  private void hold(Recipe recipe, String promptId, HoldingQuota holding) {
    orders.keepFor(recipe.getReissueAfterMs(), promptId, holding);
    stores.turns().await(recipe.getName(), promptId, holding.ordered() > 0);
    Prompt prompt = stores.pending().prompt(promptId);
    output.report(orders.progress(prompt, recipe.getVersion(), holding).build());
  }

  /** Decides once more, and orders out of a share that has its place in the pool. */
  private void use(Recipe recipe, String promptId, Ready ready, LeaseShare share) {
    Prompt prompt = stores.pending().prompt(promptId);
    Decision decision = decisions.decide(prompt, recipe, ready);
    int needed = decision instanceof SampleMore more ? more.candidates() : 0;
    int used = Math.min(needed, share.candidates());
    int unused = share.candidates() - used;
    stores.turns().freed(recipe.getName(), unused);
    leases.giveBack(recipe.getName(), share.of(unused));
    if (decision instanceof SampleMore more) {
      order(prompt, recipe, ready, new SampleMore(used, more.wanted()));
    } else {
      orders.end(prompt, recipe.getVersion(), ready, decision);
    }
  }

  /**
   * Gives its turn to a prompt that holds a share.
   *
   * @return whether the share was used; else it goes back, and the prompt has its turn without it
   */
  boolean useHeld(String promptId, HoldingQuota holding) {
    String name = holding.recipe();
    LeaseShare share = holding.share();
    Optional<Recipe> usable =
        stores.recipes().find(name).filter(recipe -> leases.isUsable(recipe, share));
    if (usable.isPresent()) {
      stores.turns().ordered(name, share.candidates());
      use(usable.get(), promptId, holding.ready(), share);
    } else {
      leases.giveBack(name, share);
    }
    return usable.isPresent();
  }
}
