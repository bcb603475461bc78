package dev.winnow.planner.budget;

import dev.winnow.planner.budget.PartitionQuota.Demand;
import dev.winnow.planner.budget.PartitionQuota.Pace;
import dev.winnow.planner.budget.PartitionQuota.Queue;
import dev.winnow.planner.budget.PartitionQuota.Told;
import dev.winnow.planner.budget.PartitionQuota.Usage;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UsageReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The quota leases of one planner partition.
 *
 * <ol>
 *   <li>Rounds are ordered out of the lease that the partition holds, without a round trip.
 *   <li>When prompts wait for more than it holds, or it holds less than half of what the partition
 *       orders in a tick, the partition asks for more. It asks once, for all that it wants, and
 *       again when a lease has answered.
 *   <li>What was ordered and judged is reported with the next demand, or at the tick.
 *   <li>A lease goes back at the tick when nothing was ordered out of it since the tick before and
 *       no prompt waits; when the recipe has another version, no budget, or is deleted; and when
 *       its hour is over, so that the quota manager counts each order in the hour it is made in.
 * </ol>
 *
 * <p>Invariant: candidates ordered, held, reported as unused and in the lease together are those
 * that the quota manager gave. So no partition can pass a budget.
 *
 * <p>The stranded remainder, which a partition holds while another partition starves, is bounded: a
 * block is at most half of what was left, divided by the partitions that take part, or one round;
 * and it is back with the quota manager within two ticks after the partition stopped ordering. Then
 * the whole budget can be used. Shares that prompts hold while their pool is full are not stranded:
 * they are ordered at their turn. Not thread-safe.
 */
public final class PartitionLeases {
  /**
   * Time after which a demand is repeated, because its answer may have been lost with its topic's
   * records.
   */
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

  /**
   * Bounds the work of one record or one tick, so that it ends within its transaction's timeout.
   */
  private static final int MAX_AT_ONCE = 1_000;

  /** Most candidates of one demand, and so of one lease. */
  public static final int MAX_WANTED = 1_000_000;

  private final LeaseStore store;
  private final int partition;
  private final Function<String, Optional<Recipe>> recipes;
  private final Consumer<UsageReport> reports;
  private final InstantSource clock;

  /** Recipes whose latest lease could not be kept, until the next tick. */
  private final Set<String> returned = new HashSet<>();

  /**
   * Takes up what the store has.
   *
   * @param partition of the planner, from 0
   * @param recipes as they stand now
   * @param reports takes what the quota manager is told
   */
  public PartitionLeases(
      KeyValueStore<byte[], byte[]> store,
      int partition,
      Function<String, Optional<Recipe>> recipes,
      Consumer<UsageReport> reports,
      InstantSource clock) {
    this.store = new LeaseStore(store);
    this.partition = partition;
    this.recipes = recipes;
    this.reports = reports;
    this.clock = clock;
  }

  /** Names of the recipes that have a lease, a demand, waiting prompts or usage to report. */
  public List<String> recipes() {
    return store.recipes();
  }

  /**
   * Takes candidates out of the lease.
   *
   * @param wanted at least 1
   * @param isLessEnough whether fewer may be taken where the lease does not hold as many
   * @return what is taken, at least 1 candidate; empty when the lease does not hold enough
   */
  public Optional<LeaseShare> take(Recipe recipe, int wanted, boolean isLessEnough) {
    PartitionQuota quota = current(recipe.getName());
    LeaseShare lease = quota.lease();
    int taken = Math.min(wanted, lease.candidates());
    if (taken == 0 || (taken < wanted && !isLessEnough) || !isUsable(recipe, lease)) {
      return Optional.empty();
    }
    store.keep(recipe.getName(), quota.taken(taken));
    return Optional.of(lease.of(taken));
  }

  /**
   * Returns whether rounds of a recipe are ordered out of leases alone: it has a budget, or is
   * paused, which is a budget of nothing for now.
   */
  public static boolean isLimited(Recipe recipe) {
    return recipe.getPaused() || recipe.getBudget().isPresent();
  }

  private static boolean mayOrder(Recipe recipe) {
    return !recipe.getPaused() && recipe.getBudget().isPresent();
  }

  /** Returns whether a share may be ordered now: not under another version, nor in another hour. */
  public boolean isUsable(Recipe recipe, LeaseShare share) {
    return mayOrder(recipe)
        && share.version().equals(recipe.getVersion())
        && share.hour() == Hours.of(clock.millis());
  }

  /** Records that candidates that were taken are ordered. */
  public void ordered(String recipe, int candidates) {
    store.keep(recipe, store.find(recipe).ordered(candidates));
  }

  /** Records that candidates that were ordered are judged, or will not be. */
  public void judged(String recipe, int candidates, long tokens) {
    PartitionQuota quota = store.find(recipe);
    store.keep(recipe, quota.with(quota.usage().judged(candidates, tokens)));
  }

  /** Takes back candidates that will not be ordered: they return to the lease, or go back. */
  public void giveBack(String recipe, LeaseShare share) {
    PartitionQuota quota = store.find(recipe);
    if (share.candidates() > 0) {
      store.keep(recipe, plus(recipe, quota, share));
    }
  }

  private PartitionQuota plus(String recipe, PartitionQuota quota, LeaseShare share) {
    if (quota.lease().isEmpty()) {
      return quota.with(share);
    }
    return quota.lease().isLike(share)
        ? quota.with(share.of(quota.lease().candidates() + share.candidates()))
        : unused(recipe, quota, share);
  }

  /**
   * Adds candidates to those that go back. One report has candidates of one hour only, so those of
   * another hour are reported first.
   */
  private PartitionQuota unused(String recipe, PartitionQuota quota, LeaseShare share) {
    if (!quota.usage().takes(share)) {
      report(recipe, quota.usage(), 0, 0);
      return quota.with(Usage.NONE.unused(share));
    }
    return quota.with(quota.usage().unused(share));
  }

  /** Puts a prompt at the end of the queue for quota; returns its ticket. */
  public long await(String recipe, String promptId, int need) {
    PartitionQuota quota = store.find(recipe);
    long ticket = quota.queue().tail();
    store.putWaiter(recipe, new QueuedPrompt(ticket, promptId, need));
    store.keep(recipe, quota.with(quota.queue().longer(need)));
    return ticket;
  }

  /** Removes a prompt from the queue. */
  public void leave(String recipe, long ticket) {
    store
        .removeWaiter(recipe, ticket)
        .ifPresent(
            waiter -> {
              PartitionQuota quota = store.find(recipe);
              store.keep(recipe, quota.with(quota.queue().without(waiter.need())));
            });
  }

  /** Returns the prompt that has waited longest; empty when none waits. */
  public Optional<QueuedPrompt> first(String recipe) {
    PartitionQuota quota = store.find(recipe);
    Queue queue = quota.queue();
    if (queue.need() == 0) {
      return Optional.empty();
    }
    Optional<QueuedPrompt> first =
        store.waiters(recipe, queue.head(), queue.tail(), 1).stream().findFirst();
    first
        .filter(waiter -> waiter.ticket() > queue.head())
        .ifPresent(waiter -> store.keep(recipe, quota.with(queue.from(waiter.ticket()))));
    return first;
  }

  /** Returns why the latest demand is refused; empty when it is not. */
  public Optional<Refusal> refusal(String recipe) {
    return store.find(recipe).demand().refusal();
  }

  /**
   * Returns waiting prompts that were not told of the latest refusal, each once, a bounded number
   * at a time.
   */
  public List<QueuedPrompt> takeUntold(String recipe) {
    PartitionQuota quota = store.find(recipe);
    Queue queue = quota.queue();
    List<QueuedPrompt> untold = store.waiters(recipe, queue.told(), queue.tail(), MAX_AT_ONCE);
    long next = untold.size() < MAX_AT_ONCE ? queue.tail() : untold.getLast().ticket() + 1;
    store.keep(recipe, quota.with(queue.toldBefore(next)));
    return untold;
  }

  /** Takes an answer of the quota manager. */
  public void onLease(QuotaLease lease) {
    String recipe = lease.getRecipe();
    PartitionQuota quota = current(recipe);
    if (lease.getCandidates() > 0) {
      store.keep(recipe, accept(recipe, quota.with(quota.demand().answered()), lease));
    } else {
      Refusal refusal =
          new Refusal(lease.getRefusal().orElse("no reason is given"), lease.getForThisHour());
      boolean isNews = quota.demand().told() != Told.of(refusal);
      Queue queue = quota.queue();
      store.keep(
          recipe,
          quota
              .with(quota.demand().refused(refusal))
              .with(isNews ? queue.toldBefore(queue.head()) : queue));
    }
  }

  private PartitionQuota accept(String name, PartitionQuota quota, QuotaLease lease) {
    Optional<Recipe> recipe = recipes.apply(name);
    LeaseShare share =
        new LeaseShare(lease.getCandidates(), lease.getHour(), lease.getRecipeVersion());
    boolean isTaken = recipe.filter(some -> mayKeep(some, share)).isPresent();
    if (!isTaken) {
      returned.add(name);
      return unused(name, quota, share);
    }
    return quota.lease().isLike(share) || quota.lease().isEmpty()
        ? plus(name, quota, share)
        : unused(name, quota, quota.lease()).with(share);
  }

  /**
   * Asks for more where the lease is too small, and no demand stands. After a lease that could not
   * be kept only the tick asks: recipes and clocks may differ for a moment.
   */
  public void ask(String recipe) {
    if (!returned.contains(recipe)) {
      demand(recipe);
    }
  }

  private void demand(String recipe) {
    PartitionQuota quota = current(recipe);
    boolean isAsked =
        quota.demand().wanted() > 0 && clock.millis() - quota.demand().at() < ASK_AGAIN.toMillis();
    int held = quota.lease().candidates();
    boolean isShort = quota.queue().need() > held || 2L * held < quota.pace().lastTick();
    if (isAsked || !isShort || recipes.apply(recipe).filter(PartitionLeases::isLimited).isEmpty()) {
      return;
    }
    long missing = quota.queue().need() + quota.pace().most() - held;
    int wanted = (int) Math.clamp(missing, 1, MAX_WANTED);
    int least =
        Math.clamp(first(recipe).map(QueuedPrompt::need).orElse(1) - (long) held, 1, wanted);
    report(recipe, quota.usage(), wanted, least);
    store.keep(
        recipe,
        store.find(recipe).with(Usage.NONE).with(quota.demand().asked(wanted, clock.millis())));
  }

  /** Reports what was used, where a demand is refused: others may wait for just that. */
  public void reportIfRefused(String recipe) {
    if (refusal(recipe).isPresent()) {
      reportUsage(recipe);
    }
  }

  /** Gives back an idle lease, asks for what is missing, and reports. */
  public void onTick(String recipe) {
    returned.remove(recipe);
    PartitionQuota quota = current(recipe);
    boolean isIdle = quota.pace().thisTick() == 0 && quota.queue().need() == 0;
    if (isIdle && !quota.lease().isEmpty()) {
      quota = unused(recipe, quota, quota.lease()).with(LeaseShare.NONE);
    }
    if (isIdle && recipes.apply(recipe).isEmpty()) {
      quota = quota.with(Demand.NONE);
    }
    store.keep(recipe, quota.with(new Pace(0, quota.pace().thisTick())));
    demand(recipe);
    reportUsage(recipe);
  }

  private void reportUsage(String recipe) {
    PartitionQuota quota = store.find(recipe);
    if (!quota.usage().isEmpty()) {
      report(recipe, quota.usage(), 0, 0);
      store.keep(recipe, quota.with(Usage.NONE));
    }
  }

  /** Returns the partition's quota. A lease that may no longer be kept is given back first. */
  private PartitionQuota current(String name) {
    PartitionQuota quota = store.find(name);
    LeaseShare lease = quota.lease();
    if (lease.isEmpty()
        || recipes.apply(name).filter(recipe -> mayKeep(recipe, lease)).isPresent()) {
      return quota;
    }
    PartitionQuota without = unused(name, quota, lease).with(LeaseShare.NONE);
    store.keep(name, without);
    return without;
  }

  /** The quota manager's clock may be a little ahead: a lease of the next hour waits for it. */
  private boolean mayKeep(Recipe recipe, LeaseShare share) {
    long hour = Hours.of(clock.millis());
    return mayOrder(recipe)
        && share.version().equals(recipe.getVersion())
        && (share.hour() == hour || share.hour() == hour + 1);
  }

  private void report(String recipe, Usage usage, int wanted, int least) {
    reports.accept(
        UsageReport.newBuilder()
            .setRecipe(recipe)
            .setPartition(partition)
            .setOrdered(usage.ordered())
            .setJudged(usage.judged())
            .setTokens(usage.tokens())
            .setUnused(usage.unused())
            .setUnusedHour(usage.unusedHour())
            .setWanted(wanted)
            .setLeast(least)
            .build());
  }
}
