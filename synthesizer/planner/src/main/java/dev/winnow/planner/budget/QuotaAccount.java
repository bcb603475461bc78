package dev.winnow.planner.budget;

import dev.winnow.planner.budget.LeaseHolder.Demand;
import dev.winnow.planner.budget.LeaseHolder.Used;
import dev.winnow.planner.budget.QuotaAnswer.Kind;
import dev.winnow.schemas.UsageReport;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recipe's account with the quota manager. Immutable and thread-safe.
 *
 * @param holders by partition: those that hold a lease, have candidates in work, or want more
 * @param demands how many demands have come, which numbers them
 */
record QuotaAccount(BudgetUsage spending, SortedMap<Integer, LeaseHolder> holders, long demands) {
  static final QuotaAccount NONE = new QuotaAccount(BudgetUsage.NONE, new TreeMap<>(), 0);
  private static final int FIXED_BYTES = 8 * Long.BYTES;
  private static final int HOLDER_BYTES = 5 * Integer.BYTES + Long.BYTES + 1;

  QuotaAccount {
    SortedMap<Integer, LeaseHolder> busy = new TreeMap<>(holders);
    busy.values().removeIf(LeaseHolder::isIdle);
    holders = Collections.unmodifiableSortedMap(busy);
  }

  boolean isWaiting() {
    return holders.values().stream().anyMatch(LeaseHolder::wants);
  }

  /** Returns the partition whose demand came first; empty when none wants more. */
  Optional<Map.Entry<Integer, LeaseHolder>> next() {
    return holders.entrySet().stream()
        .filter(holder -> holder.getValue().wants())
        .min(Comparator.comparing(holder -> holder.getValue().demand().number()));
  }

  /** Partitions that take part in sharing what is left. */
  int active() {
    return (int) holders.values().stream().filter(LeaseHolder::isActive).count();
  }

  /** Candidates in leases that are not reported as ordered, and may come back. */
  long unordered() {
    return holders.values().stream().mapToLong(LeaseHolder::unordered).sum();
  }

  QuotaAccount at(long epochMillis) {
    return new QuotaAccount(spending.at(epochMillis), holders, demands);
  }

  QuotaAccount reported(UsageReport report) {
    LeaseHolder before = holder(report.getPartition());
    Used used = before.used(report);
    BudgetUsage spent =
        spending
            .judged(used.judged(), report.getTokens())
            .returned(used.unused(), report.getUnusedHour());
    LeaseHolder after = before.minus(used);
    boolean asks = report.getWanted() > 0;
    if (asks) {
      after = after.demanding(report.getWanted(), report.getLeast(), demands);
    }
    return new QuotaAccount(spent, holders, asks ? demands + 1 : demands)
        .with(report.getPartition(), after);
  }

  QuotaAccount given(int partition, int candidates, int maxTokens) {
    BudgetUsage spent = spending.leased(candidates, maxTokens);
    return new QuotaAccount(spent, holders, demands)
        .with(partition, holder(partition).given(candidates));
  }

  QuotaAccount told(int partition, Kind kind) {
    return with(partition, holder(partition).told(kind));
  }

  private LeaseHolder holder(int partition) {
    return holders.getOrDefault(partition, LeaseHolder.NONE);
  }

  private QuotaAccount with(int partition, LeaseHolder holder) {
    SortedMap<Integer, LeaseHolder> changed = new TreeMap<>(holders);
    changed.put(partition, holder);
    return new QuotaAccount(spending, changed, demands);
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + HOLDER_BYTES * holders.size());
    putSpent(out, spending.inAll());
    out.putLong(spending.outstanding()).putLong(spending.longest()).putLong(spending.hour());
    putSpent(out, spending.inHour());
    out.putLong(demands);
    holders.forEach(
        (partition, holder) ->
            out.putInt(partition)
                .putInt(holder.unordered())
                .putInt(holder.inWork())
                .putInt(holder.demand().wanted())
                .putInt(holder.demand().least())
                .putLong(holder.demand().number())
                .put((byte) holder.demand().told().ordinal()));
    return out.array();
  }

  static QuotaAccount fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    BudgetUsage spending =
        new BudgetUsage(getSpent(in), in.getLong(), in.getLong(), in.getLong(), getSpent(in));
    long demands = in.getLong();
    SortedMap<Integer, LeaseHolder> holders = new TreeMap<>();
    while (in.hasRemaining()) {
      holders.put(
          in.getInt(),
          new LeaseHolder(
              in.getInt(),
              in.getInt(),
              new Demand(in.getInt(), in.getInt(), in.getLong(), Kind.values()[in.get()])));
    }
    return new QuotaAccount(spending, holders, demands);
  }

  private static void putSpent(ByteBuffer out, SpentAmount spent) {
    out.putLong(spent.candidates()).putLong(spent.tokens());
  }

  private static SpentAmount getSpent(ByteBuffer in) {
    return new SpentAmount(in.getLong(), in.getLong());
  }
}
