package dev.winnow.scorer.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.schemas.WorkerState;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine makes of reward servers over real connections. */
final class RewardServerTest extends RewardHarness {
  private static final RewardOptions RAW = new RewardOptions(RewardValue.RAW);
  private static final VllmClassify VLLM = new VllmClassify();
  private static final String BOTH =
      "{\"data\": [{\"index\": 0, \"probs\": [23.0]}, {\"index\": 1, \"probs\": [3.59375]}],"
          + " \"usage\": {\"prompt_tokens\": 30}}";
  private static final String LONG =
      "{\"error\": {\"message\": \"This model's maximum context length is 16384 tokens.\"}}";

  static Stream<Arguments> dialects() throws Exception {
    JsonNode template =
        new ObjectMapper().readTree("{\"q\": \"${prompt}\", \"a\": \"${response}\"}");
    return Stream.of(
        Arguments.of(VLLM, InputForm.TEMPLATE, BOTH),
        Arguments.of(
            new VllmPooling("classify", StepReduction.LAST),
            InputForm.TEMPLATE,
            "{\"data\": [{\"index\": 1, \"data\": [3.59375]}, {\"index\": 0, \"data\": [23.0]}]}"),
        Arguments.of(
            new VllmScore(),
            InputForm.PAIR,
            "{\"data\": [{\"index\": 1, \"score\": 3.59375}, {\"index\": 0, \"score\": 23.0}]}"),
        Arguments.of(
            new SglangClassify(),
            InputForm.TEMPLATE,
            "[{\"embedding\": [23.0], \"meta_info\": {\"prompt_tokens\": 9}},"
                + " {\"embedding\": [3.59375], \"meta_info\": {\"prompt_tokens\": 6}}]"),
        Arguments.of(
            new TeiPredict(),
            InputForm.PAIR,
            "[[{\"score\": 23.0, \"label\": \"A\"}], [{\"score\": 3.59375, \"label\": \"A\"}]]"),
        Arguments.of(
            new OpenRlhf(), InputForm.TEMPLATE, "{\"rewards\": [23.0, 3.59375], \"scores\": []}"),
        Arguments.of(
            new JsonTemplate("/rate", template, JsonPointer.compile("/reward")),
            InputForm.PAIR,
            ""));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void thePublicVectorArrivesInEveryDialect(Dialect dialect, InputForm form, String answer)
      throws Exception {
    server.always(answer.isEmpty() ? RewardServerTest::byResponse : json(answer));
    HttpRewardEngine engine = unchecked(dialect, form);
    engine.check();

    List<ScoringResult> results = engine.score(RAW, requests("right", "wrong"));

    assertThat(outcomes(results)).containsExactly(23.0, 3.59375);
    assertThat(results).allSatisfy(r -> assertThat(r.cost().inputTokens()).isPositive());
    assertThat(server.seen().getLast().path()).endsWith(dialect.path());
  }

  @Test
  void theTokensThatTheServerCountsAreSharedByLength() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(json(BOTH));

    List<ScoringResult> results = engine.score(RAW, requests("same", "size"));

    assertThat(results).extracting(r -> r.cost().inputTokens()).containsExactly(15L, 15L);
  }

  @Test
  void aTextHasOneBeginningOfSequenceTokenWhereverItIsRendered() throws Exception {
    HttpRewardEngine vllm = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(json(BOTH));
    List<ScoringResult> unused = vllm.score(RAW, requests("right", "wrong"));

    JsonNode body = server.seen().getLast().body();

    assertThat(body.at("/input/0").textValue())
        .isEqualTo("<s>[user]What is 1 + 2?[assistant]right");
    assertThat(body.at("/add_special_tokens").booleanValue()).isFalse();
    InputRenderer forSglang = new InputRenderer(InputForm.TEMPLATE, Optional.of(TEMPLATE), true);
    assertThat(forSglang.of(requests("right").getFirst().getPrompt().getMessages(), "right"))
        .isEqualTo(new RewardInput.Rendered("[user]What is 1 + 2?[assistant]right"));
  }

  @Test
  void theSigmoidIsAppliedHereWhereARecipeWantsIt() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(json(BOTH));

    List<ScoringResult> results =
        engine.score(new RewardOptions(RewardValue.SIGMOID), requests("right", "wrong"));

    assertThat((Double) outcomes(results).get(1)).isBetween(0.97324, 0.97325);
  }

  @Test
  void aServerWithASoftmaxOverOneLabelIsRefusedAtTheStart() {
    server.always(json(BOTH.replace("23.0", "1.0").replace("3.59375", "1.0")));

    assertThatThrownBy(() -> unchecked(VLLM, InputForm.TEMPLATE).check())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("softmax");
  }

  @Test
  void aServerThatMayApplyASigmoidIsUsedAllTheSame() throws Exception {
    String sigmoid = BOTH.replace("23.0", "1.0").replace("3.59375", "0.9732");
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(sigmoid));

    assertThat(engine.wantsMore()).isTrue();
    assertThat(engine.status().state()).isEqualTo(WorkerState.READY);
  }

  @Test
  void aServerThatIsNotThereYetIsAskedUntilItAnswersAndNothingIsScoredBefore() throws Exception {
    server.always(Behaviours.status(401, "{\"error\": \"no\"}"));
    HttpRewardEngine engine = unchecked(VLLM, InputForm.TEMPLATE);
    engine.check();
    assertThat(engine.status().state()).isEqualTo(WorkerState.BLOCKED);
    assertThat(engine.wantsMore()).isFalse();
    CompletableFuture<List<ScoringResult>> scored = inTheBackground(engine, "right", "wrong");

    server.always(json(BOTH));

    assertThat(outcomes(scored.get())).containsExactly(23.0, 3.59375);
    await().until(() -> engine.status().state() == WorkerState.READY);
  }

  static Stream<Named<Behaviour>> passingFaults() {
    return Stream.of(
        Named.of("500", Behaviours.status(500, "oops")),
        Named.of("503", Behaviours.status(503, "")),
        Named.of("429", Behaviours.status(429, "retry-after-ms", "20")),
        Named.of("429 without a time", Behaviours.status(429, "{}")),
        Named.of("424 of TEI", Behaviours.status(424, "{\"error\": \"backend\"}")),
        Named.of("404", Behaviours.status(404, "{\"detail\": \"Not Found\"}")),
        Named.of("a page", Behaviours.page("text/html", Buffer.buffer("<html>log in</html>"))),
        Named.of("an empty body", Behaviours.status(200, "")),
        Named.of("reset", Behaviours.RESET),
        Named.of("a cut body", Behaviours::cut));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatPassesFailsNothing(Behaviour fault) throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(fault, fault, fault, fault);
    server.always(json(BOTH));

    List<ScoringResult> results = engine.score(RAW, requests("right", "wrong"));

    assertThat(outcomes(results)).containsExactly(23.0, 3.59375);
  }

  static Stream<Named<String>> badAnswers() {
    return Stream.of(
        Named.of("truncated", BOTH.substring(0, 40)),
        Named.of("a wrong count", "{\"data\": [{\"index\": 0, \"probs\": [23.0]}]}"),
        Named.of("an index twice", BOTH.replace("\"index\": 1", "\"index\": 0")),
        Named.of("a list", "[]"));
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void anAnswerThatSaysNothingIsFollowedByARequestForEach(String bad) throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(json(bad), one(23.0), one(3.59375));

    List<ScoringResult> results = engine.score(RAW, requests("right", "wrong"));

    assertThat(outcomes(results)).containsExactly(23.0, 3.59375);
  }

  @Test
  void aTextThatTheServerCannotAnswerFailsAlone() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.always(
        (request, body) ->
            (body.toString().contains("poison") ? json("{}") : one(5.0)).answer(request, body));

    List<ScoringResult> results = engine.score(RAW, requests("poison", "good"));

    assertThat(outcomes(results)).containsExactly("BAD_ANSWER", 5.0);
  }

  @Test
  void aTextThatTheServerFindsTooLongFailsAlone() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.always(
        (request, body) ->
            (body.toString().contains("long") ? Behaviours.status(400, LONG) : one(5.0))
                .answer(request, body));

    List<ScoringResult> results = engine.score(RAW, requests("long", "short"));

    assertThat(outcomes(results)).containsExactly("TOO_LONG", 5.0);
  }

  @Test
  void aTextBeyondTheBoundIsNeverSent() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.then(one(5.0));

    List<ScoringResult> results = engine.score(RAW, requests("x".repeat(1 << 20), "short"));

    assertThat(outcomes(results)).containsExactly("TOO_LONG", 5.0);
    assertThat(server.seen().getLast().body().at("/input")).hasSize(1);
  }

  @Test
  void aNumberThatIsNotFiniteFailsItsOwnCandidate() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    for (String bad : List.of("NaN", "Infinity", "null")) {
      server.then(json(BOTH.replace("23.0", bad)));

      List<ScoringResult> results = engine.score(RAW, requests("right", "wrong"));

      assertThat(outcomes(results)).as(bad).containsExactly("NOT_FINITE", 3.59375);
    }
  }

  @Test
  void aRefusalOfOneTextWhileOthersAreAcceptedIsItsOwn() throws Exception {
    HttpRewardEngine engine = checked(VLLM, InputForm.TEMPLATE, json(BOTH));
    server.always(
        (request, body) ->
            (body.toString().contains("poison") ? Behaviours.status(422, "no") : one(5.0))
                .answer(request, body));

    List<ScoringResult> results = engine.score(RAW, requests("poison", "good"));

    assertThat(outcomes(results)).containsExactly("REFUSED", 5.0);
    assertThat(((Failed) results.getFirst()).reason()).contains("422");
  }

  private CompletableFuture<List<ScoringResult>> inTheBackground(
      HttpRewardEngine engine, String... responses) {
    CompletableFuture<List<ScoringResult>> scored = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                scored.complete(engine.score(RAW, requests(responses)));
              } catch (Exception e) {
                scored.completeExceptionally(e);
              }
            });
    return scored;
  }

  private static Behaviour one(double value) {
    return json("{\"data\": [{\"index\": 0, \"probs\": [%s]}]}".formatted(value));
  }

  /** A server of its own dialect, whose right answers are those that say so. */
  private static void byResponse(HttpServerRequest request, JsonNode body) {
    String answer = body.path("a").asText();
    boolean isRight = answer.equals("right") || answer.contains("42");
    Map<String, Object> reply = Map.of("reward", isRight ? 23.0 : 3.59375);
    json(new ObjectMapper().valueToTree(reply).toString()).answer(request, body);
  }
}
