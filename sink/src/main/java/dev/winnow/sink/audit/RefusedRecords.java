package dev.winnow.sink.audit;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.sink.commit.PartitionId;
import java.util.HashSet;
import java.util.Set;

/**
 * The records of some topics that their reader rejected, according to the dead letters. They are
 * not counted anywhere, because no stage processed them.
 */
final class RefusedRecords {
  private final Set<Place> places = new HashSet<>();

  private RefusedRecords() {}

  /**
   * Reads the dead letters.
   *
   * @param topics topics of the rejected records
   */
  static RefusedRecords read(TopicReader reader, String deadLetters, Set<String> topics) {
    RefusedRecords refused = new RefusedRecords();
    reader.read(
        deadLetters,
        DeadLetter.class,
        (partition, offset, letter) -> {
          if (topics.contains(letter.getTopic())) {
            refused.places.add(
                new Place(letter.getTopic(), letter.getPartition(), letter.getOffset()));
          }
        });
    return refused;
  }

  boolean contains(PartitionId partition, long offset) {
    return places.contains(new Place(partition.topic(), partition.partition(), offset));
  }

  /** Returns their number. */
  long count() {
    return places.size();
  }
}
