package dev.winnow.verifier;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Prompt;
import java.nio.charset.StandardCharsets;

/**
 * Limits rows to the size of a record, because a row that cannot be written would stop the stream.
 * A row repeats its candidate, the last message and the prefix of the answer.
 */
final class RowSize {
  /** Reserve for the verdict in the row, and for the stored form of a waiting row. */
  private static final int SLACK = 64 << 10;

  /** Maximum bytes of a character in UTF-8. */
  private static final int MAX_CHAR_BYTES = 3;

  private RowSize() {}

  /**
   * Returns by how many bytes the row of this candidate may exceed the limit.
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

  /**
   * Returns the candidate reduced by this many bytes: without its reasoning and the end of its
   * response.
   */
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
