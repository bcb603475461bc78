package dev.winnow.worker.engine.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingParams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is learnt of a server from its answers. */
final class PerRequestTest {
  private static final SamplingParams SAMPLING = new SamplingParams(1.0, 1.0, 0, 64, List.of());

  private final PerRequest perRequest = new PerRequest(8);

  @Test
  void oneShortAnswerDoesNotLowerTheNumber() {
    perRequest.gave(8, 1);
    perRequest.gave(8, 8);
    perRequest.gave(8, 1);

    assertThat(perRequest.of(SAMPLING)).isEqualTo(8);
  }

  @Test
  void oneRefusalWithoutAReasonDoesNotLowerTheNumber() {
    perRequest.refused(8, false);
    perRequest.gave(8, 8);

    assertThat(perRequest.of(SAMPLING)).isEqualTo(8);
  }

  @Test
  void aRefusalThatNamesTheNumberLowersItToOne() {
    perRequest.refused(8, true);

    assertThat(perRequest.of(SAMPLING)).isEqualTo(1);
  }

  @Test
  void shortAnswersInARowLowerItToTheMostThatTheyGave() {
    perRequest.gave(8, 2);
    perRequest.gave(8, 3);
    perRequest.gave(8, 1);

    assertThat(perRequest.of(SAMPLING)).isEqualTo(3);
  }

  @Test
  void theNumberRisesAgainToTheConfiguredOne() {
    perRequest.refused(8, true);

    for (int i = 0; i < 200; i++) {
      int asked = perRequest.of(SAMPLING);
      perRequest.gave(asked, asked);
    }

    assertThat(perRequest.of(SAMPLING)).isEqualTo(8);
  }

  @Test
  void aServerThatGivesOnlyOneIsAskedForMoreLessAndLessOften() {
    perRequest.refused(8, true);

    long tries =
        IntStream.range(0, 10_000)
            .map(
                i -> {
                  int asked = perRequest.of(SAMPLING);
                  perRequest.gave(asked, 1);
                  return asked;
                })
            .filter(asked -> asked > 1)
            .count();

    assertThat(tries).isBetween(2L, 10L);
  }
}
