package dev.winnow.sink.kind;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the content of a well-formed row. They are needed because anyone may write to a
 * topic.
 */
final class SampleRules {
  private static final Pattern RECIPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private SampleRules() {}

  /**
   * Returns the first rule that this row breaks; empty when it may be written.
   *
   * @param outcome the outcome of the rows on its topic
   */
  static Optional<Bad<Sample>> broken(byte @Nullable [] key, Outcome outcome, Sample row) {
    return unless(
            RECIPE.matcher(row.getRecipe()).matches(),
            "recipe: not a legal name, so it cannot name a directory")
        .or(() -> unless(row.getIndex() >= 0, "index: want 0 or more, not " + row.getIndex()))
        .or(() -> unless(row.getTokens() >= 0, "tokens: want 0 or more, not " + row.getTokens()))
        .or(
            () ->
                unless(
                    row.getOutcome() == outcome,
                    "outcome: want %s on this topic, not %s".formatted(outcome, row.getOutcome())))
        .or(
            () ->
                unless(
                    Keys.isKey(key, row.getPromptId()),
                    "the record's key must be the prompt's id in UTF-8"));
  }

  private static Optional<Bad<Sample>> unless(boolean holds, String error) {
    return holds ? Optional.empty() : Optional.of(new Bad<>("INVALID_SAMPLE", error));
  }
}
