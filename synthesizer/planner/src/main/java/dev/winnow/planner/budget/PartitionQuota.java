package dev.winnow.planner.budget;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one planner partition has of a recipe's budget. Immutable and thread-safe.
 *
 * @param lease candidates that it may order
 * @param usage what it has not reported yet
 * @param demand what it asked for and has not got
 * @param queue prompts that wait for quota
 * @param pace how much it orders
 */
record PartitionQuota(LeaseShare lease, Usage usage, Demand demand, Queue queue, Pace pace) {
  static final PartitionQuota NONE =
      new PartitionQuota(LeaseShare.NONE, Usage.NONE, Demand.NONE, Queue.EMPTY, Pace.NONE);

  private static final int FIXED_BYTES = 12 * Long.BYTES + 12 * Integer.BYTES;

  /**
   * What happened to leased candidates since the last report.
   *
   * @param ordered candidates
   * @param judged candidates, or those that will not be
   * @param tokens generated for these
   * @param unused candidates that go back
   * @param unusedHour in which the unused ones were leased
   */
  record Usage(int ordered, int judged, long tokens, int unused, long unusedHour) {
    static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    boolean isEmpty() {
      return equals(NONE);
    }

    Usage ordered(int more) {
      return new Usage(ordered + more, judged, tokens, unused, unusedHour);
    }

    Usage judged(int more, long moreTokens) {
      return new Usage(ordered, judged + more, tokens + moreTokens, unused, unusedHour);
    }

    /** Returns whether candidates of this hour can be in the same report. */
    boolean takes(LeaseShare share) {
      return unused == 0 || unusedHour == share.hour();
    }

    Usage unused(LeaseShare share) {
      return new Usage(ordered, judged, tokens, unused + share.candidates(), share.hour());
    }
  }

  /**
   * A demand that no lease has answered.
   *
   * @param wanted candidates; 0 for no demand
   * @param at when the partition asked last, in epoch milliseconds
   * @param refusal the answer to it; empty when it has none yet
   * @param told which kind of refusal the waiting prompts were told last
   */
  record Demand(int wanted, long at, Optional<Refusal> refusal, Told told) {
    static final Demand NONE = new Demand(0, 0, Optional.empty(), Told.NOTHING);

    Demand answered() {
      return new Demand(0, at, Optional.empty(), told);
    }

    Demand asked(int candidates, long now) {
      return new Demand(candidates, now, refusal, told);
    }

    Demand refused(Refusal why) {
      return new Demand(wanted, at, Optional.of(why), Told.of(why));
    }
  }

  /** Kinds of refusals that prompts are told apart. */
  enum Told {
    NOTHING,
    FOR_THIS_HOUR,
    IN_ALL;

    static Told of(Refusal refusal) {
      return refusal.isForThisHour() ? FOR_THIS_HOUR : IN_ALL;
    }
  }

  /**
   * Prompts that wait, under tickets in the order in which they came; those that left leave holes.
   *
   * @param head no ticket before it is in use
   * @param tail the next ticket
   * @param told no ticket before it waits for being told the latest refusal
   * @param need candidates that all of them need
   */
  record Queue(long head, long tail, long told, long need) {
    static final Queue EMPTY = new Queue(0, 0, 0, 0);

    Queue longer(int more) {
      return new Queue(head, tail + 1, told, need + more);
    }

    Queue without(int less) {
      return need == less
          ? new Queue(tail, tail, tail, 0)
          : new Queue(head, tail, told, need - less);
    }

    Queue from(long first) {
      return new Queue(first, tail, Math.max(first, told), need);
    }

    Queue toldBefore(long ticket) {
      return new Queue(head, tail, ticket, need);
    }
  }

  /** Candidates ordered out of leases since the latest tick, and between the two before it. */
  record Pace(int thisTick, int lastTick) {
    static final Pace NONE = new Pace(0, 0);

    int most() {
      return Math.max(thisTick, lastTick);
    }
  }

  boolean isNothing() {
    return lease.isEmpty()
        && usage.isEmpty()
        && demand.wanted() == 0
        && queue.need() == 0
        && pace.most() == 0;
  }

  PartitionQuota with(LeaseShare now) {
    return new PartitionQuota(now, usage, demand, queue, pace);
  }

  PartitionQuota with(Usage now) {
    return new PartitionQuota(lease, now, demand, queue, pace);
  }

  PartitionQuota with(Demand now) {
    return new PartitionQuota(lease, usage, now, queue, pace);
  }

  PartitionQuota with(Queue now) {
    return new PartitionQuota(lease, usage, demand, now, pace);
  }

  PartitionQuota with(Pace now) {
    return new PartitionQuota(lease, usage, demand, queue, now);
  }

  /** Candidates of the lease leave it, to be ordered or held by a prompt. */
  PartitionQuota taken(int candidates) {
    return with(lease.of(lease.candidates() - candidates));
  }

  PartitionQuota ordered(int candidates) {
    return with(usage.ordered(candidates))
        .with(new Pace(pace.thisTick() + candidates, pace.lastTick()));
  }

  byte[] toBytes() {
    byte[] version = lease.version().getBytes(StandardCharsets.UTF_8);
    byte[] words = demand.refusal().map(Refusal::words).orElse("").getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + version.length + words.length);
    out.putInt(lease.candidates()).putLong(lease.hour());
    putBytes(out, version);
    out.putInt(usage.ordered()).putInt(usage.judged()).putLong(usage.tokens());
    out.putInt(usage.unused()).putLong(usage.unusedHour());
    out.putInt(demand.wanted()).putLong(demand.at());
    putBytes(out, words);
    out.put((byte) demand.told().ordinal());
    out.putLong(queue.head()).putLong(queue.tail()).putLong(queue.told()).putLong(queue.need());
    out.putInt(pace.thisTick()).putInt(pace.lastTick());
    return Arrays.copyOf(out.array(), out.position());
  }

  static PartitionQuota fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    LeaseShare lease = new LeaseShare(in.getInt(), in.getLong(), getText(in));
    Usage usage = new Usage(in.getInt(), in.getInt(), in.getLong(), in.getInt(), in.getLong());
    int wanted = in.getInt();
    long at = in.getLong();
    String words = getText(in);
    Told told = Told.values()[in.get()];
    Optional<Refusal> refusal =
        words.isEmpty()
            ? Optional.empty()
            : Optional.of(new Refusal(words, told == Told.FOR_THIS_HOUR));
    return new PartitionQuota(
        lease,
        usage,
        new Demand(wanted, at, refusal, told),
        new Queue(in.getLong(), in.getLong(), in.getLong(), in.getLong()),
        new Pace(in.getInt(), in.getInt()));
  }

  private static void putBytes(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static String getText(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
