package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorsIT {
  private static final String TOPIC = "prompts";
  private static final int RESTARTS = 5;

  /** Enough to have some in each of the four partitions. */
  private static final List<String> IDS =
      IntStream.range(0, 20).mapToObj(i -> "stage-" + i).toList();

  @TempDir private Path directory;
  private final int port = Ports.freePair();

  @Test
  void aBrokerThatHasJustStartedListsAllGroupsAndTransactions() throws Exception {
    try (LocalBroker broker = broker();
        Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      for (String id : IDS) {
        commitOffset(admin, id);
        OpenTransaction.leave(broker.bootstrapServers(), TOPIC, id);
      }
    }
    for (int restart = 0; restart < RESTARTS; restart++) {
      try (LocalBroker broker = broker();
          Admin admin = admin(broker)) {
        Coordinators.awaitGroups(admin);
        Coordinators.awaitTransactions(admin);

        assertThat(admin.listGroups().all().get())
            .extracting(GroupListing::groupId)
            .containsExactlyInAnyOrderElementsOf(IDS);
        assertThat(admin.listTransactions().all().get())
            .extracting(TransactionListing::transactionalId)
            .containsExactlyInAnyOrderElementsOf(IDS);
      }
    }
  }

  @Test
  void aNewBrokerHasNothingToWaitFor() throws Exception {
    try (LocalBroker broker = broker();
        Admin admin = admin(broker)) {
      Coordinators.awaitGroups(admin);
      Coordinators.awaitTransactions(admin);

      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  private LocalBroker broker() throws Exception {
    return new LocalBroker(directory, port);
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void commitOffset(Admin admin, String group) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(0)))
        .all()
        .get();
  }
}
