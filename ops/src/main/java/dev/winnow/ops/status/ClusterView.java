package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.ClusterStatus;
import dev.winnow.ops.status.StreamStatus.GroupStatus;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What the brokers say of themselves and of the stages' groups. Thread-safe. */
public final class ClusterView implements AutoCloseable {
  private final String prefix;
  private final Admin admin;

  /**
   * What was seen in one look.
   *
   * @param topicIds id of each of our topics, by its name; a topic that is made anew has another
   */
  public record Seen(
      ClusterStatus cluster, List<GroupStatus> groups, Map<String, String> topicIds) {
    public Seen {
      groups = List.copyOf(groups);
      topicIds = Map.copyOf(topicIds);
    }
  }

  public ClusterView(KafkaConnection connection) {
    this.prefix = connection.topics().prefix();
    this.admin = Admin.create(connection.properties(Map.of()));
  }

  /**
   * Looks at the cluster.
   *
   * @throws ExecutionException if the brokers do not answer, or do not permit it
   */
  public Seen look() throws ExecutionException, InterruptedException {
    List<GroupStatus> groups = new ArrayList<>(consumerGroups());
    groups.addAll(shareGroups());
    groups.sort(Comparator.comparing(GroupStatus::group));
    Collection<TopicDescription> topics = topics();
    return new Seen(cluster(topics), groups, ids(topics));
  }

  /**
   * Returns the id of each of our topics, by its name.
   *
   * @throws ExecutionException if the brokers do not answer, or do not permit it
   */
  public Map<String, String> topicIds() throws ExecutionException, InterruptedException {
    return ids(topics());
  }

  @Override
  public void close() {
    admin.close();
  }

  private List<String> ids(ListGroupsOptions options)
      throws ExecutionException, InterruptedException {
    return admin.listGroups(options).all().get().stream()
        .map(GroupListing::groupId)
        .filter(id -> id.startsWith(prefix))
        .toList();
  }

  private List<GroupStatus> consumerGroups() throws ExecutionException, InterruptedException {
    List<String> ids = ids(ListGroupsOptions.forConsumerGroups());
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, ConsumerGroupDescription> described = admin.describeConsumerGroups(ids).all().get();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets =
        admin
            .listConsumerGroupOffsets(
                ids.stream()
                    .collect(Collectors.toMap(id -> id, id -> new ListConsumerGroupOffsetsSpec())))
            .all()
            .get();
    Map<TopicPartition, Long> ends =
        ends(offsets.values().stream().flatMap(map -> map.keySet().stream()).toList());
    return described.values().stream()
        .map(
            group ->
                new GroupStatus(
                    group.groupId(),
                    "consumer",
                    group.members().size(),
                    lag(offsets.getOrDefault(group.groupId(), Map.of()), ends)))
        .toList();
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted =
        Set.copyOf(partitions).stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
  }

  private static long offset(ListOffsetsResultInfo info) {
    return info.offset();
  }

  private static long lag(
      Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> ends) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .mapToLong(
            entry -> Math.max(0, ends.getOrDefault(entry.getKey(), 0L) - entry.getValue().offset()))
        .sum();
  }

  private List<GroupStatus> shareGroups() throws ExecutionException, InterruptedException {
    List<String> ids = ids(ListGroupsOptions.forShareGroups());
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, ShareGroupDescription> described = admin.describeShareGroups(ids).all().get();
    Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> offsets =
        admin
            .listShareGroupOffsets(
                ids.stream()
                    .collect(Collectors.toMap(id -> id, id -> new ListShareGroupOffsetsSpec())))
            .all()
            .get();
    return described.values().stream()
        .map(
            group ->
                new GroupStatus(
                    group.groupId(),
                    "share",
                    group.members().size(),
                    lag(offsets.getOrDefault(group.groupId(), Map.of()))))
        .toList();
  }

  /** Returns the lag of all partitions together; unknown if that of one partition is. */
  private static long lag(Map<TopicPartition, SharePartitionOffsetInfo> offsets) {
    long sum = 0;
    for (SharePartitionOffsetInfo info : offsets.values()) {
      if (info == null || info.lag().isEmpty()) {
        return -1;
      }
      sum += info.lag().get();
    }
    return sum;
  }

  private static Map<String, String> ids(Collection<TopicDescription> topics) {
    return topics.stream()
        .collect(Collectors.toMap(TopicDescription::name, topic -> topic.topicId().toString()));
  }

  private Collection<TopicDescription> topics() throws ExecutionException, InterruptedException {
    List<String> names =
        admin.listTopics().names().get().stream().filter(name -> name.startsWith(prefix)).toList();
    return admin.describeTopics(names).allTopicNames().get().values();
  }

  private ClusterStatus cluster(Collection<TopicDescription> topics)
      throws ExecutionException, InterruptedException {
    int brokers = admin.describeCluster().nodes().get().size();
    List<TopicPartitionInfo> partitions =
        topics.stream().map(TopicDescription::partitions).flatMap(List::stream).toList();
    long under = partitions.stream().filter(p -> p.isr().size() < p.replicas().size()).count();
    long offline =
        partitions.stream().filter(p -> p.leader() == null || p.leader().isEmpty()).count();
    return new ClusterStatus(brokers, partitions.size(), (int) under, (int) offline);
  }
}
