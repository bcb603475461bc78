package dev.winnow.ops.local;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * Waits for the coordinators of a broker that has started. Each loads one partition of a topic, and
 * the broker's lists of groups and of transactions leave out, without an error, what belongs to a
 * partition that no coordinator has taken yet. A question about one group or transaction is
 * answered by its own coordinator only, and repeated by the client until that has loaded: so each
 * is asked about one that does not exist.
 */
final class Coordinators {
  private Coordinators() {}

  /** Returns once a list of groups is complete. */
  static void awaitGroups(Admin admin) throws InterruptedException, ExecutionException {
    List<String> unknown = unknown(partitions(admin, Topic.GROUP_METADATA_TOPIC_NAME));
    await(
        admin.describeConsumerGroups(unknown).describedGroups().values(),
        GroupIdNotFoundException.class);
  }

  /** Returns once a list of transactions is complete. */
  static void awaitTransactions(Admin admin) throws InterruptedException, ExecutionException {
    List<String> unknown = unknown(partitions(admin, Topic.TRANSACTION_STATE_TOPIC_NAME));
    var described = admin.describeTransactions(unknown);
    await(
        unknown.stream().map(described::description).toList(),
        TransactionalIdNotFoundException.class);
  }

  /**
   * Returns as many ids as there are partitions, one for each: Kafka takes an id's hash code modulo
   * their number.
   */
  static List<String> unknown(int partitions) {
    List<String> ids = new ArrayList<>();
    BitSet taken = new BitSet(partitions);
    for (int i = 0; taken.cardinality() < partitions; i++) {
      String id = "winnow-asks-coordinators-" + i;
      int partition = Utils.abs(id.hashCode()) % partitions;
      if (!taken.get(partition)) {
        taken.set(partition);
        ids.add(id);
      }
    }
    return ids;
  }

  /** Returns 0 where there is no such topic yet, and so nothing to list. */
  private static int partitions(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .mapToInt(described -> described.partitions().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw e;
    }
  }

  private static void await(
      Collection<? extends KafkaFuture<?>> answers, Class<? extends Exception> expected)
      throws InterruptedException, ExecutionException {
    for (KafkaFuture<?> answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        if (!expected.isInstance(e.getCause())) {
          throw e;
        }
      }
    }
  }
}
