package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateFactory;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.TestRequests;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
  private static final SamplingRequest REQUEST = TestRequests.request("p", 4, 2);

  @Test
  void aCandidateIsItsRequestAndItsCompletion() {
    Candidate candidate =
        Candidates.of(
            REQUEST,
            new Completion(5, "42", FinishReason.LENGTH, 9),
            new SamplingModel("m"),
            Records.NOW);

    assertThat(candidate)
        .isEqualTo(
            Candidate.newBuilder()
                .setPrompt(REQUEST.getPrompt())
                .setIndex(5)
                .setRecipeVersion(REQUEST.getRecipeVersion())
                .setRound(REQUEST.getRound())
                .setAttempt(REQUEST.getAttempt())
                .setVerification(REQUEST.getVerification())
                .setSampling(REQUEST.getSampling())
                .setSeed(CandidateSeed.of("p", 5, REQUEST.getSeed()))
                .setModel("m")
                .setSampledAt(Records.NOW)
                .setResponse("42")
                .setFinishReason(FinishReason.LENGTH)
                .setTokens(9)
                .build());
  }

  @Test
  void whatAServerSaysBesidesTheResponseStaysOnTheCandidate() {
    Completion completion =
        new Completion(
            4,
            "",
            FinishReason.STOP,
            9,
            true,
            Optional.of("NO_CONTENT"),
            Optional.of("only reasoning"),
            Optional.of("hm"),
            Optional.of("</s>"));

    Candidate candidate = Candidates.of(REQUEST, completion, new SamplingModel("m"), Records.NOW);

    assertThat(candidate.getFailureCode()).contains("NO_CONTENT");
    assertThat(candidate.getFailure()).contains("only reasoning");
    assertThat(candidate.getReasoning()).contains("hm");
    assertThat(candidate.getStopReason()).contains("</s>");
    assertThat(candidate.getTokensEstimated()).isTrue();
  }

  @Test
  void aResponseThatIsNoValidTextFailsItsCandidateAndKeepsItsTokens() {
    Candidate candidate =
        Candidates.of(
            REQUEST,
            new Completion(4, "4\uD800", FinishReason.STOP, 5),
            new SamplingModel("m"),
            Records.NOW);

    assertThat(candidate.getFinishReason()).isEqualTo(FinishReason.FAILED);
    assertThat(candidate.getFailureCode()).contains("INVALID_TEXT");
    assertThat(candidate.getResponse()).isEmpty();
    assertThat(candidate.getTokens()).isEqualTo(5);
  }

  @Test
  void aFailureIsCutBetweenCharacters() {
    String failure = "f".repeat(1_999) + "\uD83D\uDE00".repeat(10);

    Candidate candidate =
        CandidateFactory.failed(REQUEST, 4, "LOST", failure, new SamplingModel("m"), Records.NOW);

    assertThat(candidate.getFailure().orElseThrow()).isEqualTo("f".repeat(1_999));
  }

  @Test
  void aWorkersDefaultsAreTheBrokersLeastLockAndTimeToDrain() {
    assertThat(WorkerConfig.of("p"))
        .isEqualTo(new WorkerConfig("p", Duration.ofSeconds(15), Duration.ofSeconds(20)));
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerConfig(" ", second, second))
        .withMessageContaining("pool");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerConfig("p", Duration.ofMillis(999), second))
        .withMessageContaining("lock duration: PT0.999S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerConfig("p", second, Duration.ofMillis(-1)))
        .withMessageContaining("drain grace");
  }
}
