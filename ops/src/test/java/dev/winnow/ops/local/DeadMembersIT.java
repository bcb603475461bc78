package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class DeadMembersIT {
  private static final String GROUP = "winnow.test";
  private static final Duration POLL = Duration.ofMillis(50);

  @Test
  void aJoiningConsumerDoesNotWaitForASilentMember() throws Exception {
    try (TestCluster cluster = new TestCluster(1);
        Admin admin = Admin.create(cluster.connection().properties(Map.of()));
        KafkaConsumer<byte[], byte[]> silent = consumer(cluster);
        KafkaConsumer<byte[], byte[]> next = consumer(cluster)) {
      join(silent, Duration.ofSeconds(60));

      DeadMembers.remove(admin);

      // The silent one still sends heartbeats, and would keep its place until it polls.
      assertThat(members(admin)).isZero();
      join(next, Duration.ofSeconds(30));
      assertThat(members(admin)).isEqualTo(1);
    }
  }

  @Test
  void withoutGroupsThereIsNothingToDo() throws Exception {
    try (TestCluster cluster = new TestCluster(1);
        Admin admin = Admin.create(cluster.connection().properties(Map.of()))) {
      DeadMembers.remove(admin);

      assertThat(admin.listGroups().all().get()).isEmpty();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(TestCluster cluster) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            cluster.connection().properties(Map.of("group.id", GROUP)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(cluster.connection().topics().prompts()));
    return consumer;
  }

  private static void join(KafkaConsumer<byte[], byte[]> consumer, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (consumer.assignment().isEmpty() && System.nanoTime() < deadline) {
      consumer.poll(POLL);
    }
    assertThat(consumer.assignment()).isNotEmpty();
  }

  private static int members(Admin admin) throws Exception {
    return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
        .mapToInt(group -> group.members().size())
        .sum();
  }
}
