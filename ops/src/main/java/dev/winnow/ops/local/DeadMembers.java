package dev.winnow.ops.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the members that a killed process left in its consumer groups. The broker waits for each
 * of them until its session times out, and every member that joins meanwhile waits as well.
 */
final class DeadMembers {
  private static final Logger LOG = LoggerFactory.getLogger(DeadMembers.class);

  private DeadMembers() {}

  /**
   * Removes every member of every consumer group. It is called after the broker has started and
   * before any stage starts, so all members belong to an earlier process. A member of a live
   * process joins again at once. A member that cannot be removed is removed by its session timeout.
   */
  static void remove(Admin admin) throws InterruptedException {
    try {
      Coordinators.awaitGroups(admin);
      List<String> groups =
          admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
              .map(GroupListing::groupId)
              .toList();
      Map<String, ConsumerGroupDescription> described =
          admin.describeConsumerGroups(groups).all().get();
      Map<ConsumerGroupDescription, KafkaFuture<Void>> removed = new HashMap<>();
      for (ConsumerGroupDescription group : described.values()) {
        if (!group.members().isEmpty()) {
          removed.put(group, remove(admin, group));
        }
      }
      for (Map.Entry<ConsumerGroupDescription, KafkaFuture<Void>> removal : removed.entrySet()) {
        removal.getValue().get();
        LOG.info(
            "group={} event=dead-members-removed count={}",
            removal.getKey().groupId(),
            removal.getKey().members().size());
      }
    } catch (ExecutionException e) {
      LOG.warn("event=dead-members-not-removed reason='{}'", String.valueOf(e.getCause()));
    }
  }

  private static KafkaFuture<Void> remove(Admin admin, ConsumerGroupDescription group) {
    return admin
        .removeMembersFromConsumerGroup(
            group.groupId(), new RemoveMembersFromConsumerGroupOptions())
        .all();
  }
}
