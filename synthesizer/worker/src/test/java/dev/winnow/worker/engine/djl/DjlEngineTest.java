package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.testing.TinyModel;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.TestRequests;
import dev.winnow.worker.engine.TransientSamplingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DjlEngineTest {
  private static final String QUESTION =
      "Ada has 3 apples and finds 4 more. How many apples are there now?";
  private static final SamplingParams GREEDY = sampling(0, 60).build();

  private DjlEngine engine;

  @BeforeEach
  void open() {
    engine = new DjlEngine(new DjlEngineConfig(Shipped.MODEL, "cpu", "float32", 16, 32, 1));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theShippedModelAnswers() throws Exception {
    List<Completion> completions = sample(GREEDY, 1);

    assertThat(completions)
        .singleElement()
        .satisfies(completion -> assertThat(completion.text()).isEqualTo("3 + 4 = 7\n#### 7"))
        .satisfies(
            completion -> assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP));
  }

  @Test
  void greedyCandidatesAreAllTheSame() throws Exception {
    assertThat(sample(GREEDY, 20)).extracting(Completion::text).containsOnly("3 + 4 = 7\n#### 7");
  }

  @Test
  void theLikeliestOfOneIsTheGreedyChoice() throws Exception {
    assertThat(sample(sampling(2, 60).setTopK(1).build(), 5))
        .extracting(Completion::text)
        .containsOnly("3 + 4 = 7\n#### 7");
  }

  @Test
  void aNucleusOfNextToNothingIsTheGreedyChoice() throws Exception {
    assertThat(sample(sampling(2, 60).setTopP(1e-6).build(), 5))
        .extracting(Completion::text)
        .containsOnly("3 + 4 = 7\n#### 7");
  }

  @Test
  void aHighTemperatureGivesManyTexts() throws Exception {
    assertThat(sample(sampling(2, 20).build(), 40).stream().map(Completion::text).distinct())
        .hasSizeGreaterThan(20);
  }

  @Test
  void aStopStringEndsTheResponseAndIsNoPartOfIt() throws Exception {
    SamplingParams stopped =
        SamplingParams.newBuilder(GREEDY).setStop(List.of("never", "\n####")).build();

    assertThat(sample(stopped, 3))
        .allSatisfy(
            completion -> {
              assertThat(completion.text()).isEqualTo("3 + 4 = 7");
              assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
            });
  }

  @Test
  void aStopStringInTheMiddleOfATokenCutsIt() throws Exception {
    assertThat(sample(SamplingParams.newBuilder(GREEDY).setStop(List.of("###")).build(), 1))
        .extracting(Completion::text)
        .containsExactly("3 + 4 = 7\n");
  }

  @Test
  void theFirstOfSeveralStopStringsCounts() throws Exception {
    assertThat(sample(SamplingParams.newBuilder(GREEDY).setStop(List.of("7", "4 =")).build(), 1))
        .extracting(Completion::text)
        .containsExactly("3 + ");
  }

  @Test
  void theTokenLimitCutsTheResponseOff() throws Exception {
    assertThat(sample(sampling(0, 4).build(), 2))
        .allSatisfy(
            completion -> {
              assertThat(completion.tokens()).isEqualTo(4);
              assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
              assertThat("3 + 4 = 7").startsWith(completion.text());
            });
  }

  @Test
  void theContextCutsTheResponseOff(@TempDir Path directory) throws Exception {
    Path model = TinyModel.shortSighted().write(directory);
    try (DjlEngine tiny = new DjlEngine(DjlEngineConfig.of(model))) {
      SamplingRequest request =
          TestRequests.with(
              TestRequests.asking("p", "b".repeat(30), 0, 20), sampling(2, 1000).build());
      List<Completion> completions = new ArrayList<>();

      tiny.sample(request, completions::add);

      assertThat(completions).hasSize(20);
      assertThat(completions).extracting(Completion::tokens).allMatch(tokens -> tokens <= 9);
      assertThat(completions).extracting(Completion::finishReason).contains(FinishReason.LENGTH);
    }
  }

  @Test
  void aPromptLongerThanTheContextFailsForGoodAndSaysHowLongItIs() {
    SamplingRequest request = TestRequests.asking("p", "9 ".repeat(400), 0, 1);

    assertThatThrownBy(() -> engine.sample(request, completion -> {}))
        .isInstanceOf(PermanentSamplingException.class)
        .hasMessageMatching("the prompt has \\d{3} tokens, model abacus takes 1 to 255");
  }

  @Test
  void bfloat16Samples() throws Exception {
    engine.close();
    engine = new DjlEngine(new DjlEngineConfig(Shipped.MODEL, "cpu", "bfloat16", 4, 4, 1));

    assertThat(sample(GREEDY, 4)).extracting(Completion::text).containsOnly("3 + 4 = 7\n#### 7");
  }

  @Test
  void moreThanFitsAtOnceIsSampledInTurn() throws Exception {
    assertThat(sample(sampling(1, 30).build(), 200))
        .extracting(Completion::index)
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void closingFailsRequestsInFlightAndWaitingAsTransient() throws Exception {
    List<CompletableFuture<Void>> requests = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    for (int i = 0; i < 6; i++) {
      requests.add(start("p" + i, begun));
    }
    begun.await();

    engine.close();

    for (CompletableFuture<Void> request : requests) {
      assertThatThrownBy(() -> request.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .rootCause()
          .isInstanceOf(TransientSamplingException.class)
          .hasMessageContaining("stopped");
    }
  }

  @Test
  void anInterruptedRequestLeavesItsSlotsToOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              try {
                engine.sample(endless("endless"), completion -> begun.countDown());
              } catch (Exception e) {
                failure.complete(e);
              }
            });
    begun.await();

    caller.interrupt();

    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(sample(GREEDY, 32)).hasSize(32);
  }

  private CompletableFuture<Void> start(String promptId, CountDownLatch begun) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            engine.sample(endless(promptId), completion -> begun.countDown());
            done.complete(null);
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** As many candidates as a request may have: seconds of work. */
  private static SamplingRequest endless(String promptId) {
    return TestRequests.with(
        TestRequests.asking(promptId, QUESTION, 0, 100_000), sampling(1, 60).build());
  }

  private List<Completion> sample(SamplingParams sampling, int count) throws Exception {
    List<Completion> completions = new ArrayList<>();
    engine.sample(
        TestRequests.with(TestRequests.asking("p", QUESTION, 0, count), sampling),
        completions::add);
    return completions.stream().sorted(Comparator.comparingInt(Completion::index)).toList();
  }

  private static SamplingParams.Builder sampling(double temperature, int maxTokens) {
    return SamplingParams.newBuilder(Records.sampling())
        .setTemperature(temperature)
        .setMaxTokens(maxTokens);
  }
}
