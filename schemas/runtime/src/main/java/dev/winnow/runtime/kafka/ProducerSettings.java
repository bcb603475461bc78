package dev.winnow.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings that all producers share; the only class that defines their compression, and the
 * sizes of batches and requests.
 */
final class ProducerSettings {
  /** At the default, 3, a third of the verifier's processor time was compression (KIP-390). */
  private static final int ZSTD_LEVEL = 1;

  /**
   * The default, 16 KiB, makes many small batches, which compress worse and cost a request each.
   */
  private static final int BATCH_BYTES = 128 << 10;

  private ProducerSettings() {}

  /** Returns compression and sizes, for producers that Kafka Streams sets up. */
  static Map<String, Object> ofStreams() {
    return Map.of(
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "zstd",
        ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
        ZSTD_LEVEL,
        ProducerConfig.BATCH_SIZE_CONFIG,
        BATCH_BYTES,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        TopicSettings.MAX_RECORD_BYTES);
  }

  /**
   * Returns the settings of our own producers, whose records are acknowledged and stored once.
   *
   * @param further settings that one of them has besides
   */
  static Map<String, Object> with(Map<String, ?> further) {
    Map<String, Object> settings = new HashMap<>(ofStreams());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.putAll(further);
    return settings;
  }
}
