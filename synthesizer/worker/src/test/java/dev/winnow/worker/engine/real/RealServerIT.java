package dev.winnow.worker.engine.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.TestRequests;
import dev.winnow.worker.engine.djl.DjlEngine;
import dev.winnow.worker.engine.djl.DjlEngineConfig;
import dev.winnow.worker.engine.djl.GgufModel;
import dev.winnow.worker.engine.openai.OpenAiConfig;
import dev.winnow.worker.engine.openai.OpenAiEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped model twice, in this process and behind llama.cpp: two programs that share no line
 * say the same. Skipped where llama.cpp's npm package cannot be had.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealServerIT {
  private static final String QUESTION =
      "Ada has 3 apples and finds 4 more. How many apples are there now?";
  private static final long SEED = 20;

  private static @Nullable LlamaServer server;
  private static @Nullable Engine inProcess;
  private static @Nullable Engine served;

  @BeforeAll
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  static void start(@TempDir Path directory) throws Exception {
    NodePackages.Installation installation = NodePackages.install();
    assumeTrue(
        installation.packages().isPresent(),
        () -> "llama.cpp cannot be had from npm here: " + installation.reason());
    Path gguf = directory.resolve("abacus.gguf");
    GgufModel.write(Shipped.MODEL, gguf);
    server = new LlamaServer(installation.packages().orElseThrow(), gguf);
    inProcess = new DjlEngine(new DjlEngineConfig(Shipped.MODEL, "cpu", "float32", 16, 64, 1));
    served = new OpenAiEngine(OpenAiConfig.of(server.baseUrl(), LlamaServer.MODEL));
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : new AutoCloseable[] {served, inProcess, server}) {
      close(each);
    }
  }

  @AfterEach
  void theServerStillRuns() {
    if (server != null) {
      server.requireAlive();
    }
  }

  @Test
  void greedyTextsAndTokenCountsAreThoseOfTheInProcessEngine() throws Exception {
    List<SamplingRequest> requests = requests(greedy(120).build());

    List<Completion> ours = sampleAll(inProcess, requests);
    List<Completion> theirs = sampleAll(served, requests);

    assertThat(ours.stream().map(Completion::text).distinct()).hasSizeGreaterThan(40);
    assertThat(theirs).usingRecursiveComparison().isEqualTo(ours);
  }

  @Test
  void aStopStringCutsBothAtTheSamePlace() throws Exception {
    List<SamplingRequest> requests = requests(greedy(120).setStop(List.of("\n####")).build());

    List<Completion> theirs = sampleAll(served, requests);

    assertThat(theirs).isEqualTo(sampleAll(inProcess, requests));
    assertThat(theirs)
        .allSatisfy(completion -> assertThat(completion.text()).doesNotContain("####"));
  }

  @Test
  void theTokenLimitCutsBothAtTheSamePlace() throws Exception {
    List<SamplingRequest> requests = requests(greedy(6).build());

    List<Completion> theirs = sampleAll(served, requests);

    assertThat(theirs).isEqualTo(sampleAll(inProcess, requests));
    assertThat(theirs)
        .allSatisfy(
            completion -> {
              assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
              assertThat(completion.tokens()).isEqualTo(6);
            });
  }

  @Test
  void theEndOfTheContextCutsBothAtTheSamePlace() throws Exception {
    SamplingRequest request =
        TestRequests.with(
            TestRequests.asking("near", QUESTION.repeat(9), 0, 1), greedy(4_096).build());

    List<Completion> theirs = sample(served, request);

    assertThat(theirs).isEqualTo(sample(inProcess, request));
  }

  @Test
  void aBegunAnswerIsContinuedAsTheWholeWouldHaveBeen() throws Exception {
    String begun = "3 + 4 =";
    SamplingParams sampling = greedy(60).build();
    Completion whole =
        sample(inProcess, TestRequests.with(TestRequests.asking("p", QUESTION, 0, 1), sampling))
            .getFirst();

    Completion rest = sample(served, continuing(begun, sampling)).getFirst();

    assertThat(begun + rest.text()).isEqualTo(whole.text()).isEqualTo("3 + 4 = 7\n#### 7");
    assertThat(rest.tokens()).isLessThan(whole.tokens());
  }

  @Test
  void severalCandidatesOfOneRequestAreSampledApart() throws Exception {
    SamplingRequest request =
        TestRequests.with(TestRequests.asking("several", chain(), 0, 24), warm(120).build());

    List<Completion> completions = sample(served, request);

    assertThat(completions)
        .extracting(Completion::index)
        .containsExactlyElementsOf(IntStream.range(0, 24).boxed().toList());
    assertThat(completions.stream().map(Completion::text).distinct()).hasSizeGreaterThan(12);
    assertThat(completions)
        .allSatisfy(completion -> assertThat(completion.failureCode()).isEmpty());
  }

  @Test
  void aCandidateOfItsOwnRequestIsRepeatedByItsSeed() throws Exception {
    SamplingRequest request =
        TestRequests.with(TestRequests.asking("seeded", chain(), 0, 6), warm(120).build());
    try (Engine single = new OpenAiEngine(oneByOne())) {

      List<Completion> first = sample(single, request);

      assertThat(first.stream().map(Completion::text).distinct()).hasSizeGreaterThan(2);
      assertThat(sample(single, request)).isEqualTo(first);
    }
  }

  @Test
  void aPromptLongerThanTheContextIsRefusedForGoodByBoth() {
    SamplingRequest request = TestRequests.asking("long", QUESTION.repeat(40), 0, 3);

    for (Engine engine : List.of(engine(served), engine(inProcess))) {
      assertThatThrownBy(() -> sample(engine, request))
          .isInstanceOfSatisfying(
              PermanentSamplingException.class,
              refused -> assertThat(refused.code()).isEqualTo(FailureCodes.CONTEXT_LENGTH));
    }
  }

  @Test
  void textsAreTokenizedAlike() throws Exception {
    List<String> odd =
        List.of(
            "  two  spaces, a\ttab and\n\na blank line ",
            "caf\u00e9 \u4e2d\u6587 \ud83d\ude00 42,000.50 don't we'll",
            "<|end|> in the text <|begin|>",
            "1234567890 x1y22z333");

    for (String text : odd) {
      SamplingRequest request =
          TestRequests.with(TestRequests.asking("odd", text, 0, 1), greedy(40).build());

      assertThat(sample(served, request)).as(text).isEqualTo(sample(inProcess, request));
    }
  }

  /** Ten problems of each family that the model was not trained on. */
  private static List<SamplingRequest> requests(SamplingParams sampling) {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, SEED);
    List<SamplingRequest> requests = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int i = 0; i < 10; i++) {
        String question = problems.next(family).question();
        requests.add(
            TestRequests.with(
                TestRequests.asking("p" + requests.size(), question, 0, 1), sampling));
      }
    }
    return requests;
  }

  private static String chain() {
    return new ProblemGenerator(Split.HELD_OUT, SEED).next(Family.CHAIN).question();
  }

  private static SamplingRequest continuing(String prefix, SamplingParams sampling) {
    SamplingRequest request =
        TestRequests.with(TestRequests.asking("begun", QUESTION, 0, 1), sampling);
    Prompt prompt = Prompt.newBuilder(request.getPrompt()).setAssistantPrefix(prefix).build();
    return SamplingRequest.newBuilder(request).setPrompt(prompt).build();
  }

  private static SamplingParams.Builder greedy(int maxTokens) {
    return SamplingParams.newBuilder().setTemperature(0).setMaxTokens(maxTokens);
  }

  private static SamplingParams.Builder warm(int maxTokens) {
    return SamplingParams.newBuilder().setTemperature(1).setMaxTokens(maxTokens);
  }

  private static OpenAiConfig oneByOne() {
    OpenAiConfig usual =
        OpenAiConfig.of(Objects.requireNonNull(server).baseUrl(), LlamaServer.MODEL);
    return new OpenAiConfig(
        usual.baseUrl(),
        usual.model(),
        usual.apiKeyVariable(),
        1,
        usual.maxRequests(),
        usual.timeout(),
        usual.backoff(),
        usual.maxAnswerBytes());
  }

  /** All requests at once, each of one candidate; in the order of the requests. */
  private static List<Completion> sampleAll(@Nullable Engine engine, List<SamplingRequest> requests)
      throws Exception {
    List<Completion> completions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Completion>>> running =
          requests.stream().map(request -> threads.submit(() -> sample(engine, request))).toList();
      for (Future<List<Completion>> each : running) {
        completions.addAll(each.get());
      }
    }
    return completions;
  }

  private static List<Completion> sample(@Nullable Engine engine, SamplingRequest request)
      throws SamplingException, InterruptedException {
    List<Completion> completions = new ArrayList<>();
    engine(engine).sample(request, completions::add);
    return completions.stream().sorted(Comparator.comparingInt(Completion::index)).toList();
  }

  private static Engine engine(@Nullable Engine engine) {
    return Objects.requireNonNull(engine, "not started");
  }

  private static void close(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
