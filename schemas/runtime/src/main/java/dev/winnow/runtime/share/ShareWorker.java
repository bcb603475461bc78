package dev.winnow.runtime.share;

import dev.winnow.runtime.GrowingPause;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.kafka.BrokerErrors;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.ThreadDeaths;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Processes the requests of a share group (KIP-932): each request is locked for one worker of the
 * group and is acknowledged when its result is known. A worker that dies loses its locks, and
 * another gets its requests.
 */
public final class ShareWorker implements AutoCloseable {
  private static final int MAX_THREADS = 8;

  private final KafkaConnection connection;
  private final ShareGroup group;
  private final Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter;
  private final BooleanSupplier wantsMore;
  private final WorkerMeter meter;
  private final ConcurrentMap<RequestPlace, RunningRequest> unlocked = new ConcurrentHashMap<>();
  private final List<ShareThread> readers;
  private final List<Thread> threads = new ArrayList<>();
  private final Drain drain;

  /**
   * @param starter starts a request; called from several threads
   * @param wantsMore returns whether another request is wanted now; cheap, called often
   * @param meter counts what happens to the requests
   */
  public ShareWorker(
      KafkaConnection connection,
      ShareGroup group,
      Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter,
      BooleanSupplier wantsMore,
      WorkerMeter meter) {
    this.meter = meter;
    this.connection = connection;
    this.group = group;
    this.starter = starter;
    this.wantsMore = wantsMore;
    int count = Math.min(group.concurrency(), MAX_THREADS);
    this.drain = new Drain(count);
    this.readers =
        IntStream.range(0, count).mapToObj(i -> reader((group.concurrency() + i) / count)).toList();
  }

  private ShareThread reader(int requests) {
    return new ShareThread(
        () -> loop(requests),
        drain,
        GrowingPause.DEFAULT,
        new ThreadDeaths(InstantSource.system()));
  }

  private ShareConsumerLoop loop(int requests) {
    return new ShareConsumerLoop(
        consumer(requests), starter, wantsMore, unlocked, drain, group, meter);
  }

  /**
   * Configures the group and begins to take requests.
   *
   * @param threadName prefix of the threads' names, followed by a number
   * @throws KafkaException if the broker rejects the group's settings
   */
  public void start(String threadName) {
    configureGroup();
    for (ShareThread reader : readers) {
      threads.add(Thread.ofPlatform().name(threadName + "-" + threads.size()).start(reader));
    }
  }

  /**
   * Returns whether all threads read requests; otherwise why one does not.
   *
   * @param what what they read, for example {@code the requests of pool 'math'}
   */
  public Health health(String what) {
    return Health.worst(readers.stream().map(reader -> reader.health(what)));
  }

  /** Returns the number of requests held now. */
  public int held() {
    return readers.stream().mapToInt(ShareThread::held).sum();
  }

  /**
   * Takes no more requests, lets the held ones finish within the grace, releases the rest, and
   * cancels what still runs.
   */
  @Override
  public void close() {
    drain.begin();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unlocked.values().forEach(request -> request.thread().interrupt());
  }

  /**
   * Sets the group's configuration on the broker: only committed requests are read, a new group
   * starts at the earliest, and the locks of a dead worker expire.
   */
  private void configureGroup() {
    Map<String, String> settings =
        Map.of(
            "share.isolation.level", "read_committed",
            "share.auto.offset.reset", "earliest",
            "share.record.lock.duration.ms", String.valueOf(group.lockDuration().toMillis()));
    Collection<AlterConfigOp> operations =
        settings.entrySet().stream()
            .map(s -> new AlterConfigOp(new ConfigEntry(s.getKey(), s.getValue()), OpType.SET))
            .toList();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group.id());
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "cannot configure share group '%s': %s"
              .formatted(group.id(), BrokerErrors.explain(e.getCause())),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(
          "interrupted while configuring share group '%s'".formatted(group.id()), e);
    }
  }

  private ShareConsumer<byte[], byte[]> consumer(int requests) {
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            connection.properties(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    group.id(),
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                    "explicit",
                    ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                    "record_limit",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    requests)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Set.of(group.topic()));
    return consumer;
  }
}
