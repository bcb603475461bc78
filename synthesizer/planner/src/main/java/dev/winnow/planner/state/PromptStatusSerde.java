package dev.winnow.planner.state;

import static dev.winnow.planner.state.AccountCodec.MAX_UTF8_BYTES;
import static dev.winnow.planner.state.AccountCodec.readAccount;
import static dev.winnow.planner.state.AccountCodec.readBytes;
import static dev.winnow.planner.state.AccountCodec.readTally;
import static dev.winnow.planner.state.AccountCodec.writeAccount;
import static dev.winnow.planner.state.AccountCodec.writeBytes;
import static dev.winnow.planner.state.AccountCodec.writeTally;

import dev.winnow.planner.budget.LeaseShare;
import dev.winnow.schemas.PromptState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A prompt's status as bytes in the planner's store: a version, the kind, then its fields; numbers
 * as variable-length integers, the judged indices as a bitmap. About 70 bytes for a prompt with a
 * few dozen candidates.
 */
public final class PromptStatusSerde {
  private static final int VERSION = 9;

  /** More than all fields take that are numbers, at up to 10 bytes each. */
  private static final int FIXED_BYTES = 256;

  private PromptStatusSerde() {}

  /** Returns the serde; stateless and thread-safe. */
  public static Serde<PromptStatus> create() {
    return Serdes.serdeFrom(
        (topic, status) -> status == null ? null : write(status),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  /**
   * The kinds of states. Their order is part of the store's format: it never changes, and new ones
   * are added at the end.
   */
  private enum Kind {
    AWAITING_RECIPE,
    READY,
    IN_ROUND,
    AWAITING_LEASE,
    AWAITING_HOUR,
    BUDGET_SPENT,
    HOLDING_QUOTA,
    FAILED_READY,
    FAILED_IN_ROUND,
    SATISFIED,
    EXHAUSTED;

    static Kind of(PromptStatus status) {
      return switch (status) {
        case AwaitingRecipe waiting -> AWAITING_RECIPE;
        case Ready ready -> READY;
        case InRound inRound -> IN_ROUND;
        case AwaitingLease awaiting -> AWAITING_LEASE;
        case AwaitingHour awaiting -> AWAITING_HOUR;
        case BudgetSpent spent -> BUDGET_SPENT;
        case HoldingQuota holding -> HOLDING_QUOTA;
        case Failed failed ->
            switch (failed.was()) {
              case Ready ready -> FAILED_READY;
              case InRound inRound -> FAILED_IN_ROUND;
            };
        case Ended ended -> ended.state() == PromptState.SATISFIED ? SATISFIED : EXHAUSTED;
      };
    }
  }

  private static byte[] write(PromptStatus status) {
    byte[] hash = HexFormat.of().parseHex(status.identity().contentHash());
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + hash.length + room(status));
    out.put((byte) VERSION).put((byte) Kind.of(status).ordinal());
    writeBytes(out, hash);
    out.putLong(status.identity().startedAt());
    Varints.writeVarlong(status.wakeAt() - status.identity().startedAt(), out);
    switch (status) {
      case AwaitingRecipe waiting -> {}
      case OpenPrompt open -> writeOpen(out, open);
      case Failed failed -> writeOpen(out, failed.was());
      case Ended ended -> {
        Varints.writeUnsignedVarint(ended.ordered(), out);
        writeTally(out, ended.tally());
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Returns the most bytes that the parts without a fixed length take. */
  private static int room(PromptStatus status) {
    return switch (status) {
      case AwaitingRecipe waiting -> 0;
      case HoldingQuota holding ->
          AccountCodec.room(holding.account())
              + MAX_UTF8_BYTES * holding.share().version().length();
      case InRound inRound ->
          AccountCodec.room(inRound.account())
              + Math.ceilDiv(ofRound(inRound.round()).length(), Byte.SIZE);
      case OpenPrompt open -> AccountCodec.room(open.account());
      case Failed failed -> room(failed.was());
      case Ended ended -> 0;
    };
  }

  private static void writeOpen(ByteBuffer out, OpenPrompt open) {
    writeAccount(out, open.account());
    switch (open) {
      case Ready ready -> {}
      case InRound inRound -> writeRound(out, inRound.round(), open.identity().startedAt());
      case AwaitingLease awaiting -> {
        Varints.writeVarlong(awaiting.ticket(), out);
        Varints.writeUnsignedVarint(awaiting.candidates(), out);
      }
      case OutOfBudget waiting -> Varints.writeVarlong(waiting.ticket(), out);
      case HoldingQuota holding -> writeShare(out, holding.share());
    }
  }

  private static void writeRound(ByteBuffer out, Round round, long startedAt) {
    Varints.writeUnsignedVarint(round.first(), out);
    out.put((byte) (round.leased() ? 1 : 0));
    Varints.writeVarlong(round.tokens(), out);
    writeBytes(out, ofRound(round).toByteArray());
    Attempt attempt = round.attempt();
    Varints.writeUnsignedVarint(attempt.number(), out);
    Varints.writeVarlong(attempt.orderedAt() - startedAt, out);
    Varints.writeVarlong(attempt.heardAt() - attempt.orderedAt(), out);
    out.put((byte) (attempt.overtaken() ? 1 : 0));
  }

  /** The candidates that wait are all of this round, so their bitmap begins at its first. */
  private static BitSet ofRound(Round round) {
    int end = Math.max(round.first(), round.scoring().length());
    return round.scoring().get(round.first(), end);
  }

  private static void writeShare(ByteBuffer out, LeaseShare share) {
    Varints.writeUnsignedVarint(share.candidates(), out);
    Varints.writeVarlong(share.hour(), out);
    writeBytes(out, share.version().getBytes(StandardCharsets.UTF_8));
  }

  private static PromptStatus read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the planner's store was written by another version (%d, this planner has %d); go on with that planner, or start this one under another topic prefix"
              .formatted(version, VERSION));
    }
    Kind kind = Kind.values()[in.get()];
    String contentHash = HexFormat.of().formatHex(readBytes(in));
    Identity identity = new Identity(contentHash, in.getLong());
    long wakeAt = identity.startedAt() + Varints.readVarlong(in);
    return switch (kind) {
      case AWAITING_RECIPE -> new AwaitingRecipe(identity, wakeAt);
      case READY -> new Ready(readAccount(in, identity, wakeAt));
      case IN_ROUND -> readInRound(in, identity, wakeAt);
      case AWAITING_LEASE ->
          new AwaitingLease(
              readAccount(in, identity, wakeAt),
              Varints.readVarlong(in),
              Varints.readUnsignedVarint(in));
      case AWAITING_HOUR ->
          new AwaitingHour(readAccount(in, identity, wakeAt), Varints.readVarlong(in));
      case BUDGET_SPENT ->
          new BudgetSpent(readAccount(in, identity, wakeAt), Varints.readVarlong(in));
      case HOLDING_QUOTA -> new HoldingQuota(readAccount(in, identity, wakeAt), readShare(in));
      case FAILED_READY -> new Failed(new Ready(readAccount(in, identity, wakeAt)));
      case FAILED_IN_ROUND -> new Failed(readInRound(in, identity, wakeAt));
      case SATISFIED -> readEnded(in, identity, wakeAt, PromptState.SATISFIED);
      case EXHAUSTED -> readEnded(in, identity, wakeAt, PromptState.EXHAUSTED);
    };
  }

  private static Ended readEnded(ByteBuffer in, Identity identity, long wakeAt, PromptState state) {
    int ordered = Varints.readUnsignedVarint(in);
    return new Ended(identity, wakeAt, state, ordered, readTally(in));
  }

  private static InRound readInRound(ByteBuffer in, Identity identity, long wakeAt) {
    PromptAccount account = readAccount(in, identity, wakeAt);
    int first = Varints.readUnsignedVarint(in);
    boolean leased = in.get() != 0;
    long tokens = Varints.readVarlong(in);
    BitSet scoring = shifted(BitSet.valueOf(readBytes(in)), first);
    int number = Varints.readUnsignedVarint(in);
    long orderedAt = identity.startedAt() + Varints.readVarlong(in);
    long heardAt = orderedAt + Varints.readVarlong(in);
    Attempt attempt = new Attempt(number, orderedAt, heardAt, in.get() != 0);
    return new InRound(account, new Round(first, leased, tokens, scoring, attempt));
  }

  private static BitSet shifted(BitSet bits, int by) {
    BitSet shifted = new BitSet();
    bits.stream().forEach(bit -> shifted.set(bit + by));
    return shifted;
  }

  private static LeaseShare readShare(ByteBuffer in) {
    int candidates = Varints.readUnsignedVarint(in);
    long hour = Varints.readVarlong(in);
    return new LeaseShare(candidates, hour, new String(readBytes(in), StandardCharsets.UTF_8));
  }
}
