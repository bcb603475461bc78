package dev.winnow.ops.local;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts transactions that are open on a partition, but not for their coordinator (KIP-664).
 *
 * <p>A broker that was killed may complete a transaction after its restart without having marked
 * its end on {@code __consumer_offsets}, as was seen with Kafka 4.4.0. No producer ends it any
 * more, and a consumer that asks for the group's committed offsets waits for ever. After the abort
 * the group reads the records of that transaction again, which the stages recognize by their ids.
 */
final class HangingTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
  private static final int LOOKS = 100;
  private static final long LOOK_AGAIN_MS = 100;

  /** The coordinator will end these, or their next producer does. */
  private static final Set<TransactionState> KNOWN =
      EnumSet.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  /**
   * A transaction that is open on a partition.
   *
   * @param start offset of its first record there
   */
  private record Open(AbortTransactionSpec spec, long start) {}

  private HangingTransactions() {}

  /**
   * Aborts them. A stage in another process may begin and end transactions meanwhile: one that was
   * open before the coordinators were asked, and is still open afterwards, must have been known to
   * them in between. One that cannot be aborted stays, and is logged.
   */
  static void abort(Admin admin) throws InterruptedException {
    try {
      // One that is not listed yet would be taken for hanging, though it may be committed already.
      Coordinators.awaitTransactions(admin);
      awaitEnds(admin);
      Set<Open> hanging = open(admin);
      if (hanging.isEmpty()) {
        return;
      }
      Set<Long> known =
          transactions(admin).stream()
              .filter(transaction -> KNOWN.contains(transaction.state()))
              .map(TransactionListing::producerId)
              .collect(Collectors.toSet());
      hanging.removeIf(open -> known.contains(open.spec().producerId()));
      hanging.retainAll(open(admin));
      for (Open open : hanging) {
        admin.abortTransaction(open.spec()).all().get();
        LOG.warn(
            "partition={} producer={} event=hanging-transaction-aborted",
            open.spec().topicPartition(),
            open.spec().producerId());
      }
    } catch (ExecutionException e) {
      LOG.warn("event=hanging-transactions-not-aborted reason='{}'", String.valueOf(e.getCause()));
    }
  }

  /** Waits until the coordinator has ended what it was ending when the broker was killed. */
  private static void awaitEnds(Admin admin) throws InterruptedException, ExecutionException {
    for (int look = 0; look < LOOKS; look++) {
      if (transactions(admin).stream().noneMatch(HangingTransactions::isEnding)) {
        return;
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
  }

  private static boolean isEnding(TransactionListing transaction) {
    return transaction.state() != TransactionState.ONGOING && KNOWN.contains(transaction.state());
  }

  private static Collection<TransactionListing> transactions(Admin admin)
      throws InterruptedException, ExecutionException {
    return admin.listTransactions().all().get();
  }

  private static Set<Open> open(Admin admin) throws InterruptedException, ExecutionException {
    Map<TopicPartition, PartitionProducerState> all =
        admin.describeProducers(partitions(admin)).all().get();
    Set<Open> open = new HashSet<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> described : all.entrySet()) {
      for (ProducerState producer : described.getValue().activeProducers()) {
        producer
            .currentTransactionStartOffset()
            .ifPresent(start -> open.add(new Open(spec(described.getKey(), producer), start)));
      }
    }
    return open;
  }

  private static AbortTransactionSpec spec(TopicPartition partition, ProducerState producer) {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }

  private static List<TopicPartition> partitions(Admin admin)
      throws InterruptedException, ExecutionException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }
}
