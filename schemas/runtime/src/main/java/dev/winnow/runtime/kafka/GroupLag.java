package dev.winnow.runtime.kafka;

import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.StageMetric;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures every 10 seconds how many records a consumer group has not committed, by topic. The
 * markers of transactions count as records. While Kafka cannot be asked, the series are absent.
 */
final class GroupLag implements RepeatedWork.Work {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int PATIENCE_SECONDS = 10;

  private final String stage;
  private final String group;
  private final Admin admin;
  private final GaugeRows rows;
  private long measuredAt = System.nanoTime() - EVERY.toNanos();

  GroupLag(KafkaConnection connection, String stage, String group) {
    this.stage = stage;
    this.group = group;
    this.admin = Admin.create(connection.properties(Map.of()));
    this.rows = connection.metrics().gaugeRows(StageMetric.LAG_RECORDS);
  }

  @Override
  public void turn() {
    if (System.nanoTime() - measuredAt < EVERY.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      return;
    }
    try {
      rows.set(lags());
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the lag of group '%s' cannot be measured".formatted(group), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while measuring the lag", e);
    }
    measuredAt = System.nanoTime();
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    rows.close();
    admin.close(Duration.ZERO);
  }

  private Map<List<String>, Double> lags()
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin
            .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<List<String>, Double> lags = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          ListOffsetsResultInfo end = ends.get(partition);
          if (offset != null && end != null) {
            lags.merge(
                List.of(stage, partition.topic()),
                (double) Math.max(0, end.offset() - offset.offset()),
                Double::sum);
          }
        });
    return lags;
  }
}
