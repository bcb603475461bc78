package dev.winnow.curator;

import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the prompts of one partition that have not ended, as the bytes of their records. Of
 * an undecided row only its index is kept.
 */
final class PromptRows {
  private static final Logger LOG = LoggerFactory.getLogger(PromptRows.class);
  private static final byte[] UNDECIDED = {};

  /** Most bytes of one prompt's rows that are read into memory. */
  private static final long MAX_PROMPT_BYTES = 256L << 20;

  private final KeyValueStore<Bytes, byte[]> store;
  private final AvroDeserializer<Sample> deserializer;
  private final String topic;

  /**
   * @param topic a topic of such rows
   */
  PromptRows(KeyValueStore<Bytes, byte[]> store, SchemaRegistry registry, String topic) {
    this.store = store;
    this.deserializer = new AvroDeserializer<>(registry, Sample.class);
    this.topic = topic;
  }

  boolean has(String promptId, int index) {
    return store.get(PromptStoreKeys.of(promptId, index)) != null;
  }

  /**
   * Keeps a row.
   *
   * @param bytes the row as its record has it
   */
  void put(Sample row, byte[] bytes) {
    store.put(
        PromptStoreKeys.of(row.getPromptId(), row.getIndex()),
        row.getOutcome() == Outcome.UNDECIDED ? UNDECIDED : bytes);
  }

  /**
   * Returns the accepted and rejected rows of a prompt in index order. Rows after the first 256 MiB
   * are left out, so that no prompt exhausts the memory; the log says so.
   */
  List<Sample> decided(String promptId) {
    List<Sample> rows = new ArrayList<>();
    long bytes = 0;
    for (Bytes key : PromptStoreKeys.all(store, promptId, Integer.BYTES)) {
      byte[] row = Objects.requireNonNull(store.get(key));
      bytes += row.length;
      if (bytes > MAX_PROMPT_BYTES) {
        LOG.warn("prompt={} event=rows-left-out kept={}", promptId, rows.size());
        break;
      }
      if (row.length > 0) {
        rows.add(Objects.requireNonNull(deserializer.deserialize(topic, row)));
      }
    }
    return rows;
  }

  void forget(String promptId) {
    PromptStoreKeys.deleteAll(store, promptId, Integer.BYTES);
  }
}
