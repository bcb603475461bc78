package dev.winnow.runtime.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * Tells by the broker's own clock when a lock taken now has run out: a record of a group beside the
 * workers' is taken by one consumer, which neither renews nor acknowledges it, and has run out when
 * another consumer is given it. Locks that workers took before have run out then too, unless they
 * renewed them.
 */
public final class LockExpiry {
  private LockExpiry() {}

  /** Waits until a lock of this duration, taken now, has run out. */
  public static void await(
      KafkaConnection connection,
      Admin admin,
      Producer<byte[], byte[]> producer,
      String name,
      Duration lock)
      throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    configure(admin, name, "share.auto.offset.reset", "earliest");
    configure(admin, name, "share.record.lock.duration.ms", Long.toString(lock.toMillis()));
    producer.send(new ProducerRecord<>(name, new byte[] {1})).get();
    try (ShareConsumer<byte[], byte[]> first = consumer(connection, name);
        ShareConsumer<byte[], byte[]> second = consumer(connection, name)) {
      take(first);
      take(second);
    }
  }

  private static void take(ShareConsumer<byte[], byte[]> consumer) {
    Awaitility.await("the record of the lock")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
  }

  private static void configure(Admin admin, String group, String key, String value)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
  }

  private static ShareConsumer<byte[], byte[]> consumer(KafkaConnection connection, String name) {
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            connection.properties(
                Map.of("group.id", name, "share.acknowledgement.mode", "explicit")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(name));
    return consumer;
  }
}
