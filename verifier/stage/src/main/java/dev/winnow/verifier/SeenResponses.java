package dev.winnow.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How often each response of a prompt came, until the prompt is forgotten. Two responses are
 * identical when they are the same text but for white space at both ends; they are known by the
 * first 128 bits of their SHA-256, so that a collision need not be thought of. Which of several
 * comes first is a matter of the order in their partition, and so the same whenever that is read.
 */
final class SeenResponses {
  private static final int HASH_BYTES = 16;
  private static final byte VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * What was seen of one response.
   *
   * @param count candidates that have it
   * @param accepted whether one of them was accepted
   */
  record Seen(int count, boolean accepted) {
    static final Seen NEVER = new Seen(0, false);

    Seen again(boolean isAccepted) {
      return new Seen(count + 1, accepted || isAccepted);
    }

    byte[] toBytes() {
      return ByteBuffer.allocate(2 + Integer.BYTES)
          .put(VERSION)
          .putInt(count)
          .put((byte) (accepted ? 1 : 0))
          .array();
    }

    static Seen fromBytes(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalStateException(
            "the verifier's store of responses was written by another version (%d); upgrade this verifier"
                .formatted(version));
      }
      return new Seen(in.getInt(), in.get() == 1);
    }
  }

  SeenResponses(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  Seen of(Bytes key) {
    byte[] bytes = store.get(key);
    return bytes == null ? Seen.NEVER : Seen.fromBytes(bytes);
  }

  void put(Bytes key, Seen seen) {
    store.put(key, seen.toBytes());
  }

  void forget(String promptId) {
    StoreKeys.deleteAll(store, promptId, HASH_BYTES);
  }

  /** Under which this response of this prompt is known. */
  static Bytes key(String promptId, String response) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(response.strip().getBytes(StandardCharsets.UTF_8));
      return StoreKeys.of(promptId, Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
