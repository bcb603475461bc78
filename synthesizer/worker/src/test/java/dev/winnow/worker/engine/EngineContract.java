package dev.winnow.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.SamplingRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the worker relies on in every engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EngineContract {
  private Engine engine;

  /** An engine, ready to sample. */
  protected abstract Engine open() throws Exception;

  /** A request of these candidates that the engine can sample. */
  protected abstract SamplingRequest possible(String promptId, int firstIndex, int count);

  /** A request that it can never sample. */
  protected abstract SamplingRequest impossible();

  @BeforeEach
  void openEngine() throws Exception {
    engine = open();
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void everyOrderedIndexIsDeliveredExactlyOnce() throws Exception {
    List<Completion> completions = sample(possible("p", 3, 6));

    assertThat(completions)
        .extracting(Completion::index)
        .containsExactlyInAnyOrder(3, 4, 5, 6, 7, 8);
  }

  @Test
  void completionsAreDeliveredOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    engine.sample(
        possible("p", 0, 8),
        completion -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          inside.decrementAndGet();
        });

    assertThat(most).hasValue(1);
  }

  @Test
  void theSameRequestGivesTheSameTexts() throws Exception {
    assertThat(sample(possible("p", 0, 4))).isEqualTo(sample(possible("p", 0, 4)));
  }

  @Test
  void manyRequestsAreSampledAtOnce() throws Exception {
    int requests = Math.min(engine.concurrency(), 8) + 1;
    List<Callable<List<Completion>>> tasks =
        IntStream.range(0, requests)
            .<Callable<List<Completion>>>mapToObj(i -> () -> sample(possible("p" + i, i, 3)))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Completion>>> results = threads.invokeAll(tasks);

      for (int i = 0; i < requests; i++) {
        assertThat(results.get(i).get())
            .extracting(Completion::index)
            .containsExactly(i, i + 1, i + 2);
      }
    }
  }

  @Test
  void anImpossibleRequestFailsForGood() {
    assertThatThrownBy(() -> sample(impossible()))
        .isInstanceOf(PermanentSamplingException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void anImpossibleRequestDoesNotHurtTheNext() throws Exception {
    assertThatThrownBy(() -> sample(impossible())).isInstanceOf(PermanentSamplingException.class);

    assertThat(sample(possible("p", 0, 2))).hasSize(2);
  }

  @Test
  void anInterruptedRequestIsAbandoned() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> sample(possible("p", 0, 8))).isInstanceOf(InterruptedException.class);
  }

  @Test
  void anInterruptedRequestDoesNotHurtTheNext() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> sample(possible("p", 0, 8))).isInstanceOf(InterruptedException.class);

    assertThat(sample(possible("q", 0, 2))).hasSize(2);
  }

  @Test
  void aConsumerThatThrowsFailsItsOwnRequestOnly() throws Exception {
    assertThatThrownBy(
            () ->
                engine.sample(
                    possible("p", 0, 3),
                    completion -> {
                      throw new IllegalStateException("the consumer is broken");
                    }))
        .isNotNull();

    assertThat(sample(possible("q", 0, 3))).hasSize(3);
  }

  @Test
  void aClosedEngineFailsRequestsAsTransient() {
    engine.close();

    assertThatThrownBy(() -> sample(possible("p", 0, 2)))
        .isInstanceOf(TransientSamplingException.class);
  }

  @Test
  void closingTwiceIsHarmless() {
    engine.close();

    assertThatCode(() -> engine.close()).doesNotThrowAnyException();
  }

  @Test
  void itSaysItsModelAndHowMuchItCanDoAtOnce() {
    assertThat(engine.model()).isNotBlank();
    assertThat(engine.concurrency()).isPositive();
  }

  private List<Completion> sample(SamplingRequest request)
      throws SamplingException, InterruptedException {
    List<Completion> completions = new ArrayList<>();
    engine.sample(request, completions::add);
    return completions.stream().sorted(Comparator.comparingInt(Completion::index)).toList();
  }
}
