package dev.winnow.planner.budget;

import java.nio.ByteBuffer;

/**
 * A recipe's account: what it has spent, and the quota requests that wait, numbered from head to
 * tail.
 *
 * @param told number of the first waiting claim that was not told why it waits
 * @param refusal what those before it were told
 */
record QuotaAccount(Spending spending, long head, long told, long tail, Refusal refusal) {
  static final QuotaAccount NONE = new QuotaAccount(Spending.NONE, 0, 0, 0, Refusal.NONE);
  private static final int BYTES = 10 * Long.BYTES + 1;

  /** What a waiting quota request was told. */
  enum Refusal {
    NONE,
    FOR_THIS_HOUR,
    IN_ALL
  }

  boolean isWaiting() {
    return head < tail;
  }

  QuotaAccount with(Spending now) {
    return new QuotaAccount(now, head, told, tail, refusal);
  }

  QuotaAccount longer() {
    return new QuotaAccount(spending, head, told, tail + 1, refusal);
  }

  QuotaAccount shorter() {
    return new QuotaAccount(spending, head + 1, Math.max(told, head + 1), tail, refusal);
  }

  /** All that wait are told this, those again that were told something else. */
  QuotaAccount telling(Refusal now) {
    return new QuotaAccount(spending, head, now == refusal ? told : head, tail, now);
  }

  QuotaAccount toldOne() {
    return new QuotaAccount(spending, head, told + 1, tail, refusal);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(spending.candidates())
        .putLong(spending.tokens())
        .putLong(spending.outstanding())
        .putLong(spending.longest())
        .putLong(spending.hour())
        .putLong(spending.hourCandidates())
        .putLong(spending.hourTokens())
        .putLong(head)
        .putLong(told)
        .putLong(tail)
        .put((byte) refusal.ordinal())
        .array();
  }

  static QuotaAccount fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Spending spending =
        new Spending(
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong());
    return new QuotaAccount(
        spending, in.getLong(), in.getLong(), in.getLong(), Refusal.values()[in.get()]);
  }
}
