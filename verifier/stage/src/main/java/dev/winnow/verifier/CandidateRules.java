package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.Record;

/** The rules for every candidate, needed because anyone may write to the topic. */
final class CandidateRules {
  /**
   * A sample repeats the last message, at most 768 KiB in UTF-8: a larger candidate might not fit
   * into a record, and a record that cannot be written would stop the stream.
   */
  private static final int MAX_CANDIDATE_BYTES = 3 << 20;

  /** Names of a verdict are short: versions of at most 16 checks, a reason code. */
  private static final int MAX_REPLACED_CHARS = 4_000;

  private CandidateRules() {}

  /** Returns the first rule that this record's candidate breaks; empty when it may be judged. */
  static Optional<Bad<Candidate>> broken(Record<byte[], byte[]> record, Candidate candidate) {
    return tooLarge(record.value())
        .or(() -> invalid(candidate).map(error -> new Bad<>("INVALID_CANDIDATE", error)))
        .or(() -> Keys.mismatch(record.key(), candidate.getPrompt().getId()));
  }

  private static Optional<Bad<Candidate>> tooLarge(byte[] value) {
    return value.length <= MAX_CANDIDATE_BYTES
        ? Optional.empty()
        : Optional.of(
            new Bad<>(
                "TOO_LARGE",
                "%d bytes, a candidate may have at most %d; lower max_tokens"
                    .formatted(value.length, MAX_CANDIDATE_BYTES)));
  }

  private static Optional<String> invalid(Candidate candidate) {
    List<Violation> violations = PromptRules.violations(candidate.getPrompt());
    if (!violations.isEmpty()) {
      return Optional.of(
          violations.stream()
              .map(Violation::toString)
              .collect(Collectors.joining("; ", "prompt.", "")));
    }
    int index = candidate.getIndex();
    return outside("index", index, 0, RecipeRules.MAX_CANDIDATES - 1)
        .or(() -> round(candidate))
        .or(() -> outside("tokens", candidate.getTokens(), 0, Integer.MAX_VALUE))
        .or(() -> candidate.getReplaces().flatMap(CandidateRules::invalid));
  }

  private static Optional<String> round(Candidate candidate) {
    int size = candidate.getRoundSize();
    int first = candidate.getRoundFirstIndex();
    return outside("round_size", size, 0, RecipeRules.MAX_CANDIDATES)
        .or(() -> outside("round_first_index", first, 0, RecipeRules.MAX_CANDIDATES - 1))
        .or(
            () ->
                size == 0
                    ? Optional.empty()
                    : outside("index", candidate.getIndex(), first, first + size - 1));
  }

  private static Optional<String> invalid(ReplacedVerdict replaced) {
    int chars =
        replaced.getRecipeVersion().length()
            + replaced.getVerifier().length()
            + replaced.getReason().length();
    return outside("replaces.revision", replaced.getRevision(), 0, Revision.MAX)
        .or(
            () ->
                outside(
                    "replaces.identical_before",
                    replaced.getIdenticalBefore(),
                    0,
                    RecipeRules.MAX_CANDIDATES))
        .or(() -> outside("characters of replaces", chars, 0, MAX_REPLACED_CHARS));
  }

  private static Optional<String> outside(String field, int value, int least, int most) {
    return Violation.outside(field, value, least, most).map(Violation::toString);
  }
}
