package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An absent answer is not a wrong one: it is undecided, says why, and counts in no rate. */
class AbsentAnswerTest {
  @TempDir Path stateDirectory;
  private VerifierDriver verifier;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, NO_CONTENT, '', NO_CONTENT",
    "STOP, REFUSAL, I cannot help., REFUSAL",
    "STOP, TOOL_CALLS, '', TOOL_CALLS",
    "LENGTH, NO_CONTENT, '', NO_CONTENT",
    "FAILED, CONTENT_FILTER, '', CONTENT_FILTER",
    "FAILED, , '', NOT_SAMPLED",
    "FAILED, not a code, '', NOT_SAMPLED",
    "STOP, , '', EMPTY",
    "STOP, , '  ', EMPTY",
    "LENGTH, , 3, CUT_OFF",
    "STOP, , <think>3, UNCLOSED_REASONING",
  })
  void aResponseWithoutAnAnswerIsUndecidedWithItsCode(
      FinishReason finish, @Nullable String code, String response, String reason) {
    verifier.send(exact(0, finish, code, response));

    Sample row = verifier.rows(Outcome.UNDECIDED).readValue();
    assertThat(row.getReason()).isEqualTo(reason);
    assertThat(row.getCorrect()).isEmpty();
    assertThat(row.getPassRate()).isEmpty();
    assertThat(row.getFailureCode().orElse(null)).isEqualTo(code);
    assertThat(verifier.verdict().getReason()).isEqualTo(reason);
  }

  @Test
  void aResponseWithoutAnAnswerDoesNotLowerThePassRate() {
    verifier.send(exact(0, FinishReason.STOP, null, "3"));
    for (int index = 1; index < 5; index++) {
      verifier.send(exact(index, FinishReason.FAILED, "CONTENT_FILTER", ""));
    }
    verifier.send(exact(5, FinishReason.STOP, null, "4"));

    assertThat(verifier.rows(Outcome.REJECTED).readValue().getPassRate()).hasValue(0.5);
    assertThat(verifier.rows(Outcome.UNDECIDED).readValuesToList())
        .allMatch(row -> row.getPassRate().orElseThrow() == 1.0);
  }

  @Test
  void emptyResponsesAreNotCountedAsIdentical() {
    for (int index = 0; index < 3; index++) {
      verifier.send(exact(index, FinishReason.STOP, "NO_CONTENT", ""));
    }

    assertThat(verifier.rows(Outcome.UNDECIDED).readValuesToList())
        .allMatch(row -> row.getIdenticalBefore() == 0);
  }

  @Test
  void anEmptyResponseAfterAPrefixIsUndecided() {
    verifier.send(prefixed("The answer is 3", ""));

    Sample row = verifier.rows(Outcome.UNDECIDED).readValue();
    assertThat(row.getReason()).isEqualTo("EMPTY");
    assertThat(row.getResponse()).isEmpty();
    assertThat(row.getAssistantPrefix()).hasValue("The answer is 3");
  }

  @Test
  void aResponseThatContinuesAPrefixIsAccepted() {
    verifier.send(prefixed("<think>hm", "</think>The answer is 3."));

    Sample row = verifier.rows(Outcome.ACCEPTED).readValue();
    assertThat(row.getResponse()).isEqualTo("<think>hm</think>The answer is 3.");
    assertThat(row.getAssistantPrefix()).hasValue("<think>hm");
  }

  @Test
  void aResponseWhoseRowWouldBeTooLargeIsUndecided() {
    String euros = "\u20ac".repeat(125_000);
    Candidate large = prefixed(euros, "3");
    large.getPrompt().setMessages(List.of(RecordFactory.message("user", euros)));
    large.setResponse("x".repeat(2_350_000));

    verifier.send(large);

    Sample row = verifier.rows(Outcome.UNDECIDED).readValue();
    assertThat(row.getReason()).isEqualTo("TOO_LONG");
    assertThat(verifier.bytes(row)).hasSizeLessThan(TopicSettings.MAX_RECORD_BYTES);
    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.UNDECIDED);
  }

  private static Candidate exact(
      int index, FinishReason finish, @Nullable String code, String response) {
    Candidate candidate =
        TestCandidates.checkedBy(
            TestCandidates.of("p", index, response), RecordFactory.check("exact", Map.of()));
    return Candidate.newBuilder(candidate).setFinishReason(finish).setFailureCode(code).build();
  }

  private static Candidate prefixed(String prefix, String generated) {
    Prompt prompt = Prompt.newBuilder(Records.prompt("p")).setAssistantPrefix(prefix).build();
    return Candidate.newBuilder(TestCandidates.of("p", 0, generated)).setPrompt(prompt).build();
  }
}
