package dev.winnow.verifier;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Prompt;
import java.nio.charset.StandardCharsets;

/**
 * Keeps rows within what a record may hold: one that cannot be written would stop the stream. A row
 * repeats its candidate, the last message and the prefix of the answer.
 */
final class RowSize {
  /** Room for the verdict in the row, and for how a waiting row lies in its store. */
  private static final int SLACK = 64 << 10;

  /** Bytes of a character in UTF-8, at most. */
  private static final int MAX_CHAR_BYTES = 3;

  private RowSize() {}

  /**
   * How many bytes too many the row of this candidate may have.
   *
   * @param candidateBytes length of the candidate as Avro
   * @return 0 or less when it fits
   */
  static int excess(Candidate candidate, int candidateBytes) {
    Prompt prompt = candidate.getPrompt();
    int repeated =
        bytes(prompt.getMessages().getLast().getContent())
            + 2 * bytes(prompt.getAssistantPrefix().orElse(""));
    return candidateBytes + repeated + SLACK - TopicSettings.MAX_RECORD_BYTES;
  }

  /** The candidate with so many bytes less: without its reasoning and the end of its response. */
  static Candidate cut(Candidate candidate, int excess) {
    String response = candidate.getResponse();
    int left = Math.max(0, bytes(response) - excess);
    String kept =
        bytes(response) == response.length()
            ? Rows.cut(response, left)
            : Rows.cut(response, left / MAX_CHAR_BYTES);
    return Candidate.newBuilder(candidate).setResponse(kept).setReasoning(null).build();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
