package dev.winnow.runtime.pool;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The watch that a stage keeps over the pools to which it sends requests. It runs only where
 * metrics and health are exported. Thread-safe.
 */
public final class PoolQueueWatch implements AutoCloseable {
  private final boolean isOn;
  private final RequestQueue queue;
  private final RepeatedWork watching;
  private volatile Health health = Health.ok();

  /**
   * @param store the latest record of each worker, by {@code pool/worker}; throws while it cannot
   *     be read
   */
  public PoolQueueWatch(
      KafkaConnection connection,
      RequestQueue queue,
      Supplier<ReadOnlyKeyValueStore<byte[], byte[]>> store) {
    this.isOn = connection.metrics().isOn();
    this.queue = queue;
    this.watching =
        new RepeatedWork(
            queue.text() + "-queues",
            () ->
                new PoolQueues(
                    connection, queue, store, news -> health = news, InstantSource.system()));
  }

  public void start() {
    if (isOn) {
      watching.start();
    }
  }

  /** Returns the check that fails while a pool has requests and no worker that can work. */
  public HealthCheck check() {
    return new HealthCheck(queue.text() + "-pools", () -> health);
  }

  @Override
  public void close() {
    watching.close();
  }
}
