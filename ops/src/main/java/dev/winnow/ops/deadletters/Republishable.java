package dev.winnow.ops.deadletters;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which records may be published again. The readers of these topics know a record that comes twice
 * by its id, so that a repetition changes nothing. Rows and progress are not among them: their
 * readers count records.
 */
final class Republishable {
  private final Topics topics;
  private final Set<String> repeatable;
  private final Set<String> rows;

  Republishable(Topics topics) {
    this.topics = topics;
    this.repeatable =
        Set.of(
            topics.recipes(),
            topics.prompts(),
            topics.candidates(),
            topics.scores(),
            topics.verdicts());
    this.rows = Stream.of(Outcome.values()).map(topics::samples).collect(Collectors.toSet());
  }

  /**
   * Returns why a record of this topic is not published again, and what to do; empty if it may be.
   */
  Optional<String> refusal(String topic) {
    if (repeatable.contains(topic)
        || topic.startsWith(topics.sampling(""))
        || topic.startsWith(topics.scoring(""))) {
      return Optional.empty();
    }
    return Optional.of(
        rows.contains(topic)
            ? "a row would be counted twice; judge its candidate again with 'winnow reverify'"
            : "records of '%s' are written anew by their stage".formatted(topic));
  }
}
