package dev.winnow.ops.deadletters;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.DeadLetter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads the topic of dead letters to the end that it has now. Thread-safe. */
public final class DeadLetterReader {
  private final KafkaConnection connection;

  public DeadLetterReader(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Passes on each letter that the filter means, in order within a partition. */
  public void read(DeadLetterFilter filter, Consumer<StoredDeadLetter> visitor) {
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          connection.topics().deadLetters(),
          DeadLetter.class,
          (record, letter) ->
              letter
                  .map(known -> new StoredDeadLetter(record.partition(), record.offset(), known))
                  .filter(filter::matches)
                  .ifPresent(visitor));
    }
  }

  /**
   * Returns the last letters that the filter means.
   *
   * @param count most letters returned, which bounds the memory
   */
  public List<StoredDeadLetter> last(DeadLetterFilter filter, int count) {
    Deque<StoredDeadLetter> kept = new ArrayDeque<>();
    read(
        filter,
        letter -> {
          if (kept.size() == count) {
            kept.removeFirst();
          }
          kept.addLast(letter);
        });
    return List.copyOf(kept);
  }
}
