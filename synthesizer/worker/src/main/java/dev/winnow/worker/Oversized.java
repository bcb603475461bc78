package dev.winnow.worker;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reduces candidates that are too large for a record. */
final class Oversized {
  /**
   * Maximum size of a candidate's record. The verifier accepts no larger one, because the sample
   * that it writes repeats a part of the prompt.
   */
  static final int MAX_BYTES = (3 << 20) - (64 << 10);

  private static final String CUT = " ... (truncated to fit into a record)";

  private Oversized() {}

  /**
   * Returns the candidate with truncated reasoning if that suffices, otherwise as a failed one
   * without text. It still does not fit when the prompt alone is too large.
   *
   * @param bytes size of its record, more than {@link #MAX_BYTES}
   */
  static Candidate reduced(Candidate candidate, int bytes) {
    Optional<String> reasoning = candidate.getReasoning();
    int excess = bytes - MAX_BYTES + CUT.length();
    if (reasoning.isPresent()) {
      byte[] utf8 = reasoning.get().getBytes(StandardCharsets.UTF_8);
      if (utf8.length > excess) {
        return Candidate.newBuilder(candidate)
            .setReasoning(beginning(utf8, utf8.length - excess) + CUT)
            .build();
      }
    }
    return Candidate.newBuilder(candidate)
        .setResponse("")
        .setReasoning(null)
        .setFinishReason(FinishReason.FAILED)
        .setFailureCode(FailureCodes.TOO_LARGE)
        .setFailure(
            "the candidate has %d bytes, at most %d fit into a record; lower max_tokens"
                .formatted(bytes, MAX_BYTES))
        .build();
  }

  /** Returns at most this many bytes, cut between characters. */
  private static String beginning(byte[] utf8, int length) {
    int end = length;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }
}
