package dev.winnow.synthesizer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.testing.Records;
import dev.winnow.synthesizer.engine.TestTrials;
import dev.winnow.synthesizer.worker.EndedPrompts.Watch;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EndedPromptsTest {
  private static final Trial TRIAL = TestTrials.trial("p", 0, 2);
  private final EndedPrompts ended = new EndedPrompts();

  @Test
  void aRequestThatWasIssuedBeforeTheEndIsPointless() {
    end("p", PromptState.SATISFIED, Records.NOW, 1);

    assertThat(isPointless(TRIAL)).isTrue();
  }

  @Test
  void aPromptThatGoesOnIsSampled() {
    end("p", PromptState.SAMPLING, Records.NOW, 1);
    end("q", PromptState.FAILED, Records.NOW, 1);

    assertThat(isPointless(TRIAL)).isFalse();
  }

  @Test
  void aRequestAfterTheEndIsOfAPromptThatWasOpenedAgain() {
    end("p", PromptState.FAILED, Records.NOW, 1);

    assertThat(isPointless(Trial.newBuilder(TRIAL).setIssuedAt(Records.NOW.plusMillis(1)).build()))
        .isFalse();
    assertThat(isPointless(Trial.newBuilder(TRIAL).setRound(2).build())).isFalse();
  }

  @Test
  void anAccountThatGoesOnOrIsTakenBackEndsTheEnd() {
    end("p", PromptState.FAILED, Records.NOW, 1);
    end("p", PromptState.SAMPLING, Records.NOW, 1);
    assertThat(isPointless(TRIAL)).isFalse();

    end("p", PromptState.FAILED, Records.NOW, 1);
    ended.onProgress("p", Optional.empty());
    assertThat(isPointless(TRIAL)).isFalse();
  }

  @Test
  void onlyTheLatestEndsAreRemembered() {
    end("p", PromptState.SATISFIED, Records.NOW, 1);
    for (int i = 0; i < 50_000; i++) {
      end("q" + i, PromptState.SATISFIED, Records.NOW, 1);
    }

    assertThat(isPointless(TRIAL)).isFalse();
    assertThat(isPointless(TestTrials.trial("q0", 0, 1))).isTrue();
  }

  @Test
  void whoeverSamplesWhenThePromptEndsIsInterrupted() {
    try (Watch watch = ended.watch(TRIAL)) {
      end("p", PromptState.SATISFIED, Records.NOW, 1);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(watch.end()).isPresent();
    }
    end("p", PromptState.SATISFIED, Records.NOW.plusMillis(1), 1);
    assertThat(Thread.interrupted()).isFalse();
  }

  private boolean isPointless(Trial trial) {
    try (Watch watch = ended.watch(trial)) {
      return watch.end().isPresent();
    }
  }

  private void end(String promptId, PromptState state, Instant at, int round) {
    ended.onProgress(promptId, Optional.of(TestProgress.of(promptId, state, at, round)));
  }
}
