package dev.winnow.ops.deadletters;

import dev.winnow.schemas.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are meant; an empty part means all. Immutable.
 *
 * @param ids ids of letters
 * @param stages stages that could not process the record
 * @param topics topics of the record, with their prefix
 * @param reasons reason codes
 * @param since only letters from this time on
 */
public record DeadLetterFilter(
    Set<StoredDeadLetter.Id> ids,
    Set<String> stages,
    Set<String> topics,
    Set<String> reasons,
    Optional<Instant> since) {
  public DeadLetterFilter {
    ids = Set.copyOf(ids);
    stages = Set.copyOf(stages);
    topics = Set.copyOf(topics);
    reasons = Set.copyOf(reasons);
  }

  /** Returns whether the filter lets all letters pass. */
  public boolean isAll() {
    return ids.isEmpty()
        && stages.isEmpty()
        && topics.isEmpty()
        && reasons.isEmpty()
        && since.isEmpty();
  }

  boolean matches(StoredDeadLetter stored) {
    DeadLetter letter = stored.letter();
    return (ids.isEmpty() || ids.contains(stored.id()))
        && (stages.isEmpty() || stages.contains(letter.getStage()))
        && (topics.isEmpty() || topics.contains(letter.getTopic()))
        && (reasons.isEmpty() || reasons.contains(letter.getReason()))
        && since.map(from -> !letter.getFailedAt().isBefore(from)).orElse(true);
  }
}
