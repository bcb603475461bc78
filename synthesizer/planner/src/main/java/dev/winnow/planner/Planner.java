package dev.winnow.planner;

import dev.winnow.planner.PendingPromptStore.Published;
import dev.winnow.planner.schedule.FairScheduler.Turn;
import dev.winnow.planner.state.Attempt;
import dev.winnow.planner.state.AwaitingHour;
import dev.winnow.planner.state.AwaitingLease;
import dev.winnow.planner.state.AwaitingRecipe;
import dev.winnow.planner.state.BudgetSpent;
import dev.winnow.planner.state.Ended;
import dev.winnow.planner.state.Failed;
import dev.winnow.planner.state.HoldingQuota;
import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.state.Resumable;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans every prompt of one partition.
 *
 * <ol>
 *   <li>A prompt comes: it is {@linkplain Admission admitted}, and begins its {@linkplain Rounds
 *       rounds}.
 *   <li>A verdict comes: its index is marked, once; when the round is in, a decision follows.
 *   <li>A notice comes that a candidate waits for its scores: it is sampled, and not ordered again.
 *   <li>A quota lease comes: prompts that wait for {@linkplain LeasedRounds quota} go on.
 *   <li>From time to time: {@linkplain SilentRequests silent requests} are ordered again, and
 *       prompts that ended long ago are forgotten.
 * </ol>
 *
 * Invariants: indices below {@code ordered} and no others were ordered; each counts once; a prompt
 * that has ended never orders again. Every prompt has exactly one deadline. Streams' transactions
 * make every step atomic.
 */
final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  /**
   * Bounds the work of one record or one tick, so that it ends within its transaction's timeout.
   */
  private static final int MAX_AT_ONCE = 1_000;

  private final PlannerStores stores;
  private final PoolWatch pools;
  private final PlannerOutput output;
  private final Admission admission;
  private final Rounds rounds;
  private final Decisions decisions;
  private final LeasedRounds leasedRounds;
  private final QuotaWaits waits;
  private final SilentRequests silentRequests;

  Planner(
      AdmissionRules rules,
      PlannerStores stores,
      Allocator allocator,
      PoolWatch pools,
      PlannerOutput output) {
    this.stores = stores;
    this.pools = pools;
    this.output = output;
    this.decisions = new Decisions(allocator);
    PoolReasons reasons = new PoolReasons(pools.activity(), output.clock());
    RoundOrders orders = new RoundOrders(stores, reasons, output);
    this.waits = new QuotaWaits(stores, orders, output);
    this.leasedRounds = new LeasedRounds(stores, decisions, orders, waits, output);
    this.rounds = new Rounds(stores, decisions, orders, leasedRounds, output);
    this.admission = new Admission(rules, stores, rounds, orders, output);
    this.silentRequests = new SilentRequests(stores, orders, pools.activity(), output);
    pools.workers().refresh(output.clock().instant());
  }

  void onPrompt(Prompt prompt, Published published) {
    admission.onPrompt(prompt, published);
  }

  /**
   * Takes a verdict. One that replaces another changes nothing here: its candidate was ordered,
   * counted and paid for with the first one, whether or not this planner still knows the prompt.
   */
  void onVerdict(Verdict verdict) {
    if (verdict.getReplaces().isPresent()) {
      return;
    }
    PromptStatus status = stores.statuses().find(verdict.getPromptId()).orElse(null);
    if (status instanceof InRound inRound && inRound.awaits(verdict.getIndex())) {
      observe(verdict, inRound);
      if (stores.models().isNew(verdict)) {
        stores.recipes().find(inRound.recipe()).ifPresent(decisions::restart);
      }
      rounds.onVerdict(verdict, inRound);
      giveTurns();
    } else {
      LOG.debug(
          "prompt={} candidate={} was not awaited", verdict.getPromptId(), verdict.getIndex());
    }
  }

  /** Takes the notice that a candidate has arrived at the verifier and waits for its scores. */
  void onScoringStarted(ScoringStarted started) {
    PromptStatus status = stores.statuses().find(started.getPromptId()).orElse(null);
    if (status instanceof InRound inRound && inRound.awaitsSampling(started.getIndex())) {
      observe(inRound);
      long now = output.clock().millis();
      stores.statuses().put(started.getPromptId(), inRound.scoring(started.getIndex(), now));
    }
  }

  private void observe(Verdict verdict, InRound inRound) {
    // A candidate that was lost, or known to be sampled before, says nothing about its pool now.
    if (!verdict.getReason().equals(FailureCodes.LOST)
        && inRound.awaitsSampling(verdict.getIndex())) {
      observe(inRound);
    }
  }

  private void observe(InRound inRound) {
    // Later on it is not known which of the attempts was answered, and so how far the pool is.
    Attempt attempt = inRound.round().attempt();
    long orderedAt = attempt.number() == 0 ? attempt.orderedAt() : 0;
    stores
        .recipes()
        .find(inRound.recipe())
        .ifPresent(
            recipe ->
                pools.activity().answered(recipe.getPool(), orderedAt, output.clock().millis()));
  }

  void onLease(QuotaLease lease) {
    leasedRounds.onLease(lease);
    giveTurns();
  }

  /** Looks at every prompt whose deadline has come. */
  void onTick() {
    pools.workers().refresh(output.clock().instant());
    stores.statuses().wake(output.clock().millis(), this::onDeadline);
    leasedRounds.onTick();
    giveTurns();
  }

  /**
   * Lets prompts have their turns while their pools have room. Those that end by it take no room:
   * the rest go on at the next record or tick.
   */
  private void giveTurns() {
    for (int i = 0; i < MAX_AT_ONCE; i++) {
      Optional<Turn> turn = stores.turns().next();
      if (turn.isEmpty()) {
        return;
      }
      String promptId = turn.get().promptId();
      stores.statuses().find(promptId).ifPresent(status -> giveTurn(promptId, status));
    }
  }

  private void giveTurn(String promptId, PromptStatus status) {
    if (status instanceof Ready ready) {
      rounds.takeTurn(stores.pending().prompt(promptId), ready);
    } else if (status instanceof HoldingQuota holding) {
      useHeld(promptId, holding);
    }
  }

  private void useHeld(String promptId, HoldingQuota holding) {
    if (!leasedRounds.useHeld(promptId, holding)) {
      rounds.takeTurn(stores.pending().prompt(promptId), holding.ready());
    }
  }

  private void onDeadline(String promptId, PromptStatus status) {
    switch (status) {
      case AwaitingRecipe waiting -> admission.look(promptId, waiting);
      case Resumable resumable -> silentRequests.look(promptId, resumable);
      case AwaitingLease awaiting -> waits.look(promptId, awaiting);
      case AwaitingHour waiting -> waits.look(promptId, waiting);
      case HoldingQuota holding -> waits.look(promptId, holding);
      case BudgetSpent spent -> {
        waits.forget(spent);
        stores.pending().remove(promptId);
        forget(promptId);
      }
      case Failed failed -> forget(promptId);
      case Ended ended -> forget(promptId);
    }
  }

  /** The verifier forgets it too, so that it can be sampled anew when it is published again. */
  private void forget(String promptId) {
    stores.statuses().forget(promptId);
    output.forget(promptId);
  }
}
