package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import dev.winnow.worker.EndedPrompts.Watch;
import dev.winnow.worker.engine.TestRequests;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EndedPromptsTest {
  private static final SamplingRequest REQUEST = TestRequests.request("p", 0, 2);
  private final EndedPrompts ended = new EndedPrompts();

  @Test
  void aRequestThatWasIssuedBeforeTheEndIsPointless() {
    end("p", PromptState.SATISFIED, Records.NOW, 1);

    assertThat(isPointless(REQUEST)).isTrue();
  }

  @Test
  void aPromptThatGoesOnIsSampled() {
    end("p", PromptState.SAMPLING, Records.NOW, 1);
    end("q", PromptState.FAILED, Records.NOW, 1);

    assertThat(isPointless(REQUEST)).isFalse();
  }

  @Test
  void aRequestAfterTheEndIsOfAPromptThatWasOpenedAgain() {
    end("p", PromptState.FAILED, Records.NOW, 1);

    assertThat(
            isPointless(
                SamplingRequest.newBuilder(REQUEST).setIssuedAt(Records.NOW.plusMillis(1)).build()))
        .isFalse();
    assertThat(isPointless(SamplingRequest.newBuilder(REQUEST).setRound(2).build())).isFalse();
  }

  @Test
  void aPromptThatGoesOnOrIsTakenBackHasNotEnded() {
    end("p", PromptState.FAILED, Records.NOW, 1);
    end("p", PromptState.SAMPLING, Records.NOW, 1);
    assertThat(isPointless(REQUEST)).isFalse();

    end("p", PromptState.FAILED, Records.NOW, 1);
    ended.onProgress("p", Optional.empty());
    assertThat(isPointless(REQUEST)).isFalse();
  }

  @Test
  void onlyTheLatestEndsAreRemembered() {
    end("p", PromptState.SATISFIED, Records.NOW, 1);
    for (int i = 0; i < 50_000; i++) {
      end("q" + i, PromptState.SATISFIED, Records.NOW, 1);
    }

    assertThat(isPointless(REQUEST)).isFalse();
    assertThat(isPointless(TestRequests.request("q0", 0, 1))).isTrue();
  }

  @Test
  void theThreadThatSamplesAPromptIsInterruptedWhenItEnds() {
    try (Watch watch = ended.watch(REQUEST)) {
      end("p", PromptState.SATISFIED, Records.NOW, 1);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(watch.end()).isPresent();
    }
    end("p", PromptState.SATISFIED, Records.NOW.plusMillis(1), 1);
    assertThat(Thread.interrupted()).isFalse();
  }

  private boolean isPointless(SamplingRequest request) {
    try (Watch watch = ended.watch(request)) {
      return watch.end().isPresent();
    }
  }

  private void end(String promptId, PromptState state, Instant at, int round) {
    ended.onProgress(promptId, Optional.of(TestProgress.of(promptId, state, at, round)));
  }
}
