package dev.winnow.planner.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.HeapStores;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Several planner partitions and their quota manager, without Kafka. Records wait in the order in
 * which they were written, and each participant takes its next one, ticks, or is restarted from its
 * store, at random. After each order and verdict the budget is checked.
 */
final class LeaseWorld {
  static final int MAX_TOKENS = Records.recipe().getSampling().getMaxTokens();
  private static final String RECIPE = Records.recipe().getName();
  private static final long TICK = Duration.ofSeconds(1).toMillis();

  private final Random random;
  private final List<Partition> partitions = new ArrayList<>();
  private final Deque<UsageReport> reports = new ArrayDeque<>();
  private final KeyValueStore<byte[], byte[]> accounts = HeapStores.create();
  private final BudgetGuarantee guarantee = new BudgetGuarantee(MAX_TOKENS);
  private Optional<Recipe> recipe = Optional.empty();
  private QuotaManager manager = openManager();
  private long now = Records.NOW.toEpochMilli();
  private int versions;

  LeaseWorld(int partitions, Random random, Budget budget) {
    this.random = random;
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new Partition(i));
    }
    publish(budget);
  }

  void publish(Budget budget) {
    recipe =
        Optional.of(
            Recipe.newBuilder(Records.recipe())
                .setBudget(budget)
                .setVersion("v" + ++versions)
                .build());
    guarantee.onBudget(budget, hour());
  }

  void delete() {
    recipe = Optional.empty();
  }

  void passHalfAnHour() {
    now += Duration.ofMinutes(30).toMillis();
  }

  /** One participant does one thing. */
  void step() {
    Partition partition = partitions.get(random.nextInt(partitions.size()));
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> partition.want(1 + random.nextInt(8));
      case 3, 4, 5 -> partition.receive();
      case 6, 7, 8 -> manage();
      case 9, 10, 11 -> partition.judge();
      case 12 -> partition.useHeld();
      case 13 -> partition.tick();
      case 14 -> tick();
      default -> restart(partition);
    }
  }

  private void restart(Partition partition) {
    if (random.nextBoolean()) {
      partition.open();
    } else {
      manager = openManager();
    }
  }

  private void manage() {
    if (!reports.isEmpty()) {
      manager.onReport(reports.removeFirst(), now);
    }
  }

  private void tick() {
    now += TICK;
    manager.onTick(now);
  }

  /** Everything is delivered and judged, and enough ticks go by within one hour. */
  void settle() {
    now = (hour() + 1) * Duration.ofHours(1).toMillis();
    for (int round = 0; round < 500; round++) {
      tick();
      for (Partition partition : partitions) {
        partition.receiveAll();
        partition.useHeld();
        partition.judgeAll();
        partition.tick();
      }
      while (!reports.isEmpty()) {
        manage();
      }
    }
    partitions.forEach(Partition::receiveAll);
  }

  void verifyNothingIsHeld() {
    QuotaAccount account = account();
    assertThat(account.unordered()).as("candidates in leases: %s", account).isZero();
    assertThat(account.spending().outstanding()).as("candidates outstanding").isZero();
    assertThat(account.spending().inAll())
        .isEqualTo(new SpentAmount(guarantee.ordered(), guarantee.tokens()));
  }

  void verifyUsedUpWhereAPromptWaits(long budget) {
    if (partitions.stream().anyMatch(Partition::isWaiting)) {
      assertThat(guarantee.ordered()).isEqualTo(budget);
    }
  }

  void verifyNobodyWaits() {
    assertThat(partitions).noneMatch(Partition::isWaiting);
  }

  private QuotaAccount account() {
    byte[] bytes = accounts.get(RECIPE.getBytes(StandardCharsets.UTF_8));
    return bytes == null ? QuotaAccount.NONE : QuotaAccount.fromBytes(bytes);
  }

  private QuotaManager openManager() {
    return new QuotaManager(
        accounts,
        name -> recipe,
        lease -> partitions.get(lease.getPartition()).leases.addLast(lease));
  }

  private long hour() {
    return Hours.of(now);
  }

  /** One planner partition: prompts that want rounds, and candidates in work. */
  private final class Partition {
    private final int number;
    private final KeyValueStore<byte[], byte[]> store = HeapStores.create();
    private final Deque<QuotaLease> leases = new ArrayDeque<>();
    private final Deque<LeaseShare> held = new ArrayDeque<>();
    private PartitionLeases quota;
    private int inWork;
    private int prompts;

    Partition(int number) {
      this.number = number;
      this.quota = openLeases();
    }

    void open() {
      quota = openLeases();
    }

    private PartitionLeases openLeases() {
      return new PartitionLeases(
          store, number, name -> recipe, reports::addLast, () -> Instant.ofEpochMilli(now));
    }

    void want(int candidates) {
      if (recipe.isEmpty()) {
        return;
      }
      Optional<LeaseShare> share =
          quota.first(RECIPE).isPresent()
              ? Optional.empty()
              : quota.take(recipe.get(), candidates, isRefused());
      if (share.isPresent()) {
        order(share.get().candidates());
      } else {
        quota.await(RECIPE, "p" + prompts++, candidates);
      }
      quota.ask(RECIPE);
    }

    private boolean isRefused() {
      return quota.refusal(RECIPE).isPresent();
    }

    private void order(int candidates) {
      quota.ordered(RECIPE, candidates);
      inWork += candidates;
      guarantee.onOrder(candidates, hour());
    }

    void receive() {
      if (!leases.isEmpty()) {
        quota.onLease(leases.removeFirst());
        serve(true);
      }
    }

    void receiveAll() {
      while (!leases.isEmpty()) {
        receive();
      }
    }

    private void serve(boolean isFirstSmaller) {
      boolean isLessEnough = isFirstSmaller || isRefused();
      Optional<QueuedPrompt> first = quota.first(RECIPE);
      while (first.isPresent() && recipe.isPresent()) {
        Optional<LeaseShare> share = quota.take(recipe.get(), first.get().need(), isLessEnough);
        if (share.isEmpty()) {
          break;
        }
        quota.leave(RECIPE, first.get().ticket());
        use(share.get());
        isLessEnough = isRefused();
        first = quota.first(RECIPE);
      }
      quota.ask(RECIPE);
    }

    /** Orders it, or a part of it, or holds it until later. */
    private void use(LeaseShare share) {
      int unused = random.nextInt(4) == 0 ? random.nextInt(share.candidates()) : 0;
      quota.giveBack(RECIPE, share.of(unused));
      LeaseShare rest = share.of(share.candidates() - unused);
      if (random.nextInt(4) == 0) {
        held.add(rest);
      } else {
        order(rest.candidates());
      }
    }

    void useHeld() {
      LeaseShare share = held.poll();
      if (share != null && recipe.filter(some -> quota.isUsable(some, share)).isPresent()) {
        order(share.candidates());
      } else if (share != null) {
        quota.giveBack(RECIPE, share);
      }
    }

    void judge() {
      if (inWork > 0) {
        inWork--;
        int tokens = random.nextInt(MAX_TOKENS + 1);
        quota.judged(RECIPE, 1, tokens);
        guarantee.onVerdict(tokens, hour());
      }
    }

    void judgeAll() {
      while (inWork > 0) {
        judge();
      }
    }

    void tick() {
      serve(false);
      quota.onTick(RECIPE);
    }

    boolean isWaiting() {
      return quota.first(RECIPE).isPresent();
    }
  }
}
