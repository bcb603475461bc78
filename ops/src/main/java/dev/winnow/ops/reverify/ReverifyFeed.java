package dev.winnow.ops.reverify;

import dev.winnow.ops.reverify.VerdictDiff.Finding;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.verifier.TargetVerification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes candidates to be judged again, and reads their new rows. At most a window of them is
 * published and not judged, which limits what waits for scores at the verifier. Not thread-safe.
 */
final class ReverifyFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TargetVerification target;
  private final int window;
  private final Duration patience;
  private final FeedProgress progress;
  private final Publisher publisher;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder<Sample> decoder;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final VerdictDiff diff = new VerdictDiff();
  private final TreeSet<String> verifiers = new TreeSet<>();
  private long overtaken;
  private long heardAt;
  private boolean isSilent;

  /** Receives how many candidates were judged, and how many wait. */
  @FunctionalInterface
  interface FeedProgress {
    void at(long judged, long waiting);
  }

  /** A candidate that was published. */
  private record Waiting(Finding before, int revision) {}

  /**
   * @param ends where to read new rows from; partitions without an offset are read from their
   *     beginning
   * @param patience how long to wait without any new row
   * @param progress is called from time to time
   */
  ReverifyFeed(
      KafkaConnection connection,
      TargetVerification target,
      Map<TopicPartition, Long> ends,
      int window,
      Duration patience,
      FeedProgress progress) {
    this.target = target;
    this.window = window;
    this.patience = patience;
    this.progress = progress;
    this.decoder = new Decoder<>(connection.registry(), Sample.class);
    this.publisher = Publisher.ofCommand(connection);
    this.consumer = CommittedRecords.consumer(connection);
    List<TopicPartition> partitions =
        Stream.of(Outcome.values())
            .flatMap(
                outcome -> consumer.partitionsFor(connection.topics().samples(outcome)).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    ends.forEach(consumer::seek);
  }

  /**
   * Publishes a candidate, and waits while the window is full. Publishes nothing once no row has
   * come for too long.
   */
  void offer(Candidate candidate, String id) {
    if (isSilent) {
      return;
    }
    ReplacedVerdict replaced = candidate.getReplaces().orElseThrow();
    Finding before = new Finding(replaced.getOutcome(), replaced.getReason());
    waiting.put(id, new Waiting(before, Revision.of(candidate.getReplaces())));
    publisher
        .publish(candidate)
        .whenComplete(
            (done, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
    drainTo(window - 1);
  }

  /** Waits for the rows of everything that was published; returns false if they do not come. */
  boolean finish() {
    drainTo(0);
    progress.at(diff.total(), waiting.size());
    return !isSilent;
  }

  VerdictDiff diff() {
    return diff;
  }

  long waiting() {
    return waiting.size();
  }

  long overtaken() {
    return overtaken;
  }

  /** Returns the checks that judged, where they are not those of this build. */
  TreeSet<String> verifiers() {
    return verifiers;
  }

  private void drainTo(int most) {
    // Between two waits, rows may be read for long that are not judged again.
    heardAt = System.nanoTime();
    while (waiting.size() > most && !isSilent) {
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new CompletionException(thrown.getMessage(), thrown);
      }
      consumer.poll(POLL).forEach(this::take);
      progress.at(diff.total(), waiting.size());
      isSilent = System.nanoTime() - heardAt > patience.toNanos();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (!(decoder.decode(record.topic(), record.value()) instanceof Good<Sample> good)) {
      return;
    }
    Sample row = good.value();
    Optional<Waiting> found =
        Optional.ofNullable(waiting.get(row.getId()))
            .filter(one -> one.revision() == Revision.of(row.getReplaces()));
    if (found.isPresent()) {
      waiting.remove(row.getId());
      heardAt = System.nanoTime();
      count(found.get(), row);
    }
  }

  private void count(Waiting candidate, Sample row) {
    if (!row.getRecipeVersion().equals(target.recipe().getVersion())) {
      overtaken++;
      return;
    }
    diff.add(candidate.before(), new Finding(row.getOutcome(), row.getReason()));
    if (!target.hasSameChecks(row.getVerifier())) {
      verifiers.add(row.getVerifier());
    }
  }

  @Override
  public void close() {
    publisher.close();
    consumer.close();
  }
}
