package dev.winnow.verifier;

import dev.winnow.runtime.kafka.Deadlines;
import dev.winnow.runtime.kafka.PromptStoreKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The latest revision of each candidate of one partition that was judged again, so that no verdict
 * is replaced twice. It does not depend on whether the planner still knows the prompt, and is
 * forgotten a fixed time after the latest verdict: far later than a candidate that is judged again
 * can be on its topic.
 *
 * <p>The value is a version, the revision, and the time to forget it in epoch milliseconds.
 */
final class JudgedRevisions {
  static final Duration RETENTION = Duration.ofDays(30);
  private static final byte VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Deadlines deadlines;

  /** A stored entry. */
  private record Entry(int revision, long forgetAt) {
    byte[] toBytes() {
      return ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES)
          .put(VERSION)
          .putInt(revision)
          .putLong(forgetAt)
          .array();
    }

    static Entry fromBytes(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalStateException(
            "the verifier's store of revisions was written by another version (%d); upgrade this verifier"
                .formatted(version));
      }
      return new Entry(in.getInt(), in.getLong());
    }
  }

  JudgedRevisions(KeyValueStore<Bytes, byte[]> store, Deadlines deadlines) {
    this.store = store;
    this.deadlines = deadlines;
  }

  /** Returns whether this revision of a candidate, or a later one, has its verdict. */
  boolean has(String promptId, int index, int revision) {
    byte[] known = store.get(PromptStoreKeys.of(promptId, index));
    return known != null && Entry.fromBytes(known).revision() >= revision;
  }

  /** Stores that this revision has its verdict. */
  void put(String promptId, int index, int revision, Instant now) {
    Bytes key = PromptStoreKeys.of(promptId, index);
    byte[] known = store.get(key);
    Entry before = known == null ? new Entry(revision, 0) : Entry.fromBytes(known);
    Entry after =
        new Entry(Math.max(revision, before.revision()), now.plus(RETENTION).toEpochMilli());
    deadlines.move(before.forgetAt(), after.forgetAt(), key.get());
    store.put(key, after.toBytes());
  }

  /** Forgets the candidates whose time has come. */
  void forget(Instant now) {
    deadlines.takeDue(now.toEpochMilli(), key -> store.delete(Bytes.wrap(key)));
  }
}
