package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {
  private static final String TOPIC = "verdicts";
  private static final int RESTARTS = 5;

  @TempDir private Path directory;
  private final int port = Ports.freePair();

  @Test
  void aTransactionThatItsCoordinatorKnowsIsLeftToItAfterEachStart() throws Exception {
    try (LocalBroker broker = new LocalBroker(directory, port);
        Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      OpenTransaction.leave(broker.bootstrapServers(), TOPIC, "verifier");
    }
    for (int restart = 0; restart < RESTARTS; restart++) {
      try (LocalBroker broker = new LocalBroker(directory, port);
          Admin admin = admin(broker)) {
        HangingTransactions.abort(admin);

        assertThat(open(admin)).isEqualTo(1);
      }
    }
  }

  private static long open(Admin admin) throws Exception {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    return admin
        .describeProducers(List.of(partition))
        .partitionResult(partition)
        .get()
        .activeProducers()
        .stream()
        .filter(producer -> producer.currentTransactionStartOffset().isPresent())
        .count();
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
