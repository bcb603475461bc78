package dev.winnow.verifier;

import dev.winnow.runtime.kafka.PromptStoreKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts identical responses of a prompt, until the prompt is forgotten. Two responses are
 * identical when their texts are equal except for white space at both ends. They are identified by
 * the first 128 bits of their SHA-256, so that collisions are negligible. The order in their
 * partition determines which is first, so the result is the same whenever the partition is read.
 */
final class SeenResponses {
  private static final int HASH_BYTES = 16;
  private static final byte VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * The candidates with one response.
   *
   * @param count number of candidates
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
    PromptStoreKeys.deleteAll(store, promptId, HASH_BYTES);
  }

  /** Returns the key of this response of this prompt. */
  static Bytes key(String promptId, String response) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(response.strip().getBytes(StandardCharsets.UTF_8));
      return PromptStoreKeys.of(promptId, Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
