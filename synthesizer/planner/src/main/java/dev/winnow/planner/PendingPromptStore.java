package dev.winnow.planner;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The prompts that have not ended, as the bytes they came in, with the place they came from: what
 * turns out to have no recipe can still be sent to the dead letters as it was.
 */
final class PendingPromptStore {
  private final KeyValueStore<byte[], byte[]> store;
  private final Decoder<Prompt> decoder;
  private final String topic;

  PendingPromptStore(KeyValueStore<byte[], byte[]> store, Decoder<Prompt> decoder, String topic) {
    this.store = store;
    this.decoder = decoder;
    this.topic = topic;
  }

  /** A prompt as it was published. */
  record Published(Place place, byte[] value) {}

  void put(String id, Published published) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + published.value().length);
    bytes
        .putInt(published.place().partition())
        .putLong(published.place().offset())
        .put(published.value());
    store.put(key(id), bytes.array());
  }

  Published published(String id) {
    ByteBuffer bytes = ByteBuffer.wrap(stored(id));
    Place place = new Place(topic, bytes.getInt(), bytes.getLong());
    byte[] value = new byte[bytes.remaining()];
    bytes.get(value);
    return new Published(place, value);
  }

  Prompt prompt(String id) {
    if (decoder.decode(topic, published(id).value()) instanceof Good<Prompt> good) {
      return good.value();
    }
    throw new IllegalStateException("a prompt that was read once is no longer readable: " + id);
  }

  void remove(String id) {
    store.delete(key(id));
  }

  private byte[] stored(String id) {
    byte[] bytes = store.get(key(id));
    if (bytes == null) {
      throw new IllegalStateException("a live prompt is not in the store: " + id);
    }
    return bytes;
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
