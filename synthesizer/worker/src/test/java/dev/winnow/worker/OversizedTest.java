package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.TestRequests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OversizedTest {
  private static final int OVERHEAD = 1_000;

  @Test
  void reasoningIsCutBetweenCharactersAndSaysSo() {
    Candidate candidate = candidate("42", "\u20ac".repeat(2 << 20));

    Candidate reduced = Oversized.reduced(candidate, bytes(candidate) + OVERHEAD);

    assertThat(reduced.getResponse()).isEqualTo("42");
    assertThat(reduced.getFailureCode()).isEmpty();
    assertThat(reduced.getReasoning().orElseThrow()).startsWith("\u20ac").contains("truncated");
    assertThat(GeneratedText.isWellFormed(reduced.getReasoning().orElseThrow())).isTrue();
    assertThat(bytes(reduced) + OVERHEAD).isLessThanOrEqualTo(Oversized.MAX_BYTES);
  }

  @Test
  void aResponseThatDoesNotFitFailsItsCandidateByBytesNotByCharacters() {
    Candidate candidate = candidate("\u20ac".repeat(1_100_000), "");

    Candidate reduced = Oversized.reduced(candidate, bytes(candidate));

    assertThat(reduced.getFinishReason()).isEqualTo(FinishReason.FAILED);
    assertThat(reduced.getFailureCode()).contains("TOO_LARGE");
    assertThat(reduced.getFailure().orElseThrow()).contains("3300000 bytes");
    assertThat(reduced.getResponse()).isEmpty();
    assertThat(reduced.getTokens()).isEqualTo(9);
  }

  private static Candidate candidate(String response, String reasoning) {
    Completion completion =
        new Completion(
            0,
            response,
            FinishReason.STOP,
            9,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(reasoning),
            Optional.empty());
    return Candidates.of(
        TestRequests.request("p", 0, 1), completion, new SamplingModel("m"), Records.NOW);
  }

  private static int bytes(Candidate candidate) {
    return utf8(candidate.getResponse()) + utf8(candidate.getReasoning().orElse(""));
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
