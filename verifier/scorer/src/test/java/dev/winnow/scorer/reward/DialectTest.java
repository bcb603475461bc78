package dev.winnow.scorer.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoreReading.Unusable;
import dev.winnow.scorer.ScoreReading.Value;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final List<Rendered> TEXTS =
      List.of(new Rendered("<s>right"), new Rendered("<s>wrong"));
  private static final List<Pair> PAIRS = List.of(new Pair("q", "right"), new Pair("q", "wrong"));
  private static final Dialect STEPS = new VllmPooling("token_classify", StepReduction.MIN);

  static Stream<Arguments> answersToTwo() {
    return Stream.of(
        Arguments.of(
            new VllmClassify(),
            """
            {"data": [{"index": 0, "probs": [23.0]}, {"index": 1, "probs": [3.59375]}]}"""),
        Arguments.of(
            new VllmPooling("classify", StepReduction.LAST),
            """
            {"data": [{"index": 0, "data": [23.0]}, {"index": 1, "data": [3.59375]}]}"""),
        Arguments.of(
            new VllmScore(),
            """
            {"data": [{"index": 0, "score": 23.0}, {"index": 1, "score": 3.59375}]}"""),
        Arguments.of(
            new SglangClassify(),
            """
            [{"embedding": [23.0], "meta_info": {}}, {"embedding": [3.59375]}]"""),
        Arguments.of(
            new TeiPredict(),
            """
            [[{"label": "LABEL_0", "score": 23.0}], [{"label": "LABEL_0", "score": 3.59375}]]"""),
        Arguments.of(
            new OpenRlhf(),
            """
            {"rewards": [23.0, 3.59375], "scores": [], "extra_logs": {}}"""));
  }

  @ParameterizedTest
  @MethodSource("answersToTwo")
  void rawValuesArriveAsTheyWereAnswered(Dialect dialect, String answer) throws Exception {
    List<ScoreReading> readings = dialect.read(JSON.readTree(answer), 2);

    assertThat(readings).containsExactly(new Value(23.0), new Value(3.59375));
  }

  @ParameterizedTest
  @MethodSource("answersToTwo")
  void anAnswerOfAnotherLengthSaysNothingOfAnyInput(Dialect dialect, String answer)
      throws Exception {
    JsonNode parsed = JSON.readTree(answer);

    assertThatThrownBy(() -> dialect.read(parsed, 3))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("2 results for 3 inputs");
    assertThatThrownBy(() -> dialect.read(JSON.readTree("{\"error\": \"busy\"}"), 2))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @ParameterizedTest
  @MethodSource("answersToTwo")
  void aValueThatIsNotFiniteFailsItsOwnInputAlone(Dialect dialect, String answer) throws Exception {
    for (String bad : List.of("NaN", "Infinity", "-Infinity", "null", "\"23\"")) {
      List<ScoreReading> readings = dialect.read(JSON.readTree(answer.replace("23.0", bad)), 2);

      assertThat(readings.get(0)).as(bad).isInstanceOf(Unusable.class);
      assertThat(readings.get(1)).as(bad).isEqualTo(new Value(3.59375));
    }
  }

  static Stream<Arguments> shuffledAnswers() {
    return Stream.of(
        Arguments.of(
            new VllmClassify(),
            """
            {"data": [{"index": 1, "probs": [3.59375]}, {"index": 0, "probs": [23.0]}]}"""),
        Arguments.of(
            new VllmScore(),
            """
            {"data": [{"index": 1, "score": 3.59375}, {"index": 0, "score": 23.0}]}"""));
  }

  @ParameterizedTest
  @MethodSource("shuffledAnswers")
  void aShuffledAnswerIsMatchedByIndex(Dialect dialect, String answer) throws Exception {
    assertThat(dialect.read(JSON.readTree(answer), 2))
        .containsExactly(new Value(23.0), new Value(3.59375));
  }

  @Test
  void anIndexThatRepeatsOrIsOutOfRangeSaysNothingOfAnyInput() throws Exception {
    for (String second : List.of("0", "2", "-1", "\"1\"", "1.5")) {
      JsonNode answer =
          JSON.readTree(
              "{\"data\": [{\"index\": 0, \"probs\": [1]}, {\"index\": %s, \"probs\": [2]}]}"
                  .formatted(second));

      assertThatThrownBy(() -> new VllmClassify().read(answer, 2))
          .as(second)
          .isInstanceOf(MalformedAnswerException.class);
    }
  }

  @Test
  void vllmIsAskedForRawValuesWithoutASecondBeginningOfSequence() {
    JsonNode body = new VllmClassify().request("rm", TEXTS, true);

    assertThat(body.toString())
        .isEqualTo(
            "{\"model\":\"rm\",\"use_activation\":false,\"add_special_tokens\":false,"
                + "\"input\":[\"<s>right\",\"<s>wrong\"]}");
  }

  @Test
  void aConversationIsSentAlone() {
    Conversation chat =
        new Conversation(
            List.of(RecordFactory.message("user", "q"), RecordFactory.message("assistant", "a")));

    assertThat(new VllmClassify().maxInputs(chat)).isEqualTo(1);
    assertThat(new VllmClassify().request("rm", List.of(chat), true).at("/messages").toString())
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]");
  }

  @Test
  void teiGetsEveryTextInAListOfItsOwnAndCutsNone() {
    assertThat(new TeiPredict().request("rm", TEXTS, true).toString())
        .isEqualTo(
            "{\"raw_scores\":true,\"truncate\":false,\"inputs\":[[\"<s>right\"],[\"<s>wrong\"]]}");
    assertThat(new TeiPredict().request("rm", PAIRS, false).at("/inputs").toString())
        .isEqualTo("[[\"q\",\"right\"],[\"q\",\"wrong\"]]");
  }

  @Test
  void teiWithSeveralLabelsIsRefusedSinceTheyAreSortedByScore() throws Exception {
    JsonNode answer =
        JSON.readTree("[[{\"label\": \"B\", \"score\": 0.9}, {\"label\": \"A\", \"score\": 0.1}]]");

    assertThat(new TeiPredict().read(answer, 1).getFirst()).isInstanceOf(Unusable.class);
  }

  @Test
  void sglangsAnswerToOneTextIsAnObject() throws Exception {
    assertThat(new SglangClassify().read(JSON.readTree("{\"embedding\": [23.0]}"), 1))
        .containsExactly(new Value(23.0));
  }

  @Test
  void stepsAreReducedToOneValue() throws Exception {
    JsonNode answer =
        JSON.readTree(
            "{\"data\": [{\"index\": 0, \"data\": [[0.1, 0.9], [0.6, 0.4], [0.2, 0.8]]}]}");

    assertThat(STEPS.read(answer, 1)).containsExactly(new Value(0.4));
    assertThat(new VllmPooling("token_classify", StepReduction.LAST).read(answer, 1))
        .containsExactly(new Value(0.8));
    assertThat(new VllmPooling("token_classify", StepReduction.PROD).read(answer, 1))
        .containsExactly(new Value(0.9 * 0.4 * 0.8));
  }

  @Test
  void aStepWithoutANumberMakesTheWholeResponseUnusable() throws Exception {
    for (String steps : List.of("[]", "[0.5, null]", "[[0.1, NaN], [0.2, 0.8]]", "[[1, 2, 3]]")) {
      JsonNode answer =
          JSON.readTree("{\"data\": [{\"index\": 0, \"data\": %s}]}".formatted(steps));

      assertThat(STEPS.read(answer, 1).getFirst()).as(steps).isInstanceOf(Unusable.class);
    }
  }

  @Test
  void aJsonTemplateIsFilledAsDataAndNeverAsStructure() throws Exception {
    JsonTemplate dialect =
        new JsonTemplate(
            "/rate",
            JSON.readTree("{\"q\": [\"${prompt}\"], \"a\": {\"text\": \"${response}\"}, \"k\": 1}"),
            JsonPointer.compile("/result/0/reward"));

    JsonNode body = dialect.request("rm", List.of(new Pair("${response}", "\"}, \"k\": 2")), true);

    assertThat(body)
        .isEqualTo(
            JSON.valueToTree(
                Map.of("q", List.of("${response}"), "a", Map.of("text", "\"}, \"k\": 2"), "k", 1)));
    assertThat(dialect.read(JSON.readTree("{\"result\": [{\"reward\": -1.5}]}"), 1))
        .containsExactly(new Value(-1.5));
    assertThat(dialect.read(JSON.readTree("{\"result\": []}"), 1).getFirst())
        .isInstanceOf(Unusable.class);
  }

  @Test
  void theProbeKnowsASoftmaxAndASigmoid() {
    assertThat(ProbeResult.of(List.of(1.0, 1.0), true)).isEqualTo(ProbeResult.CONSTANT);
    assertThat(ProbeResult.of(List.of(1.0, 1.0), false)).isEqualTo(ProbeResult.CONSTANT);
    assertThat(ProbeResult.of(List.of(1.0, 0.9732), true)).isEqualTo(ProbeResult.MAYBE_NORMALIZED);
    assertThat(ProbeResult.of(List.of(1.0, 0.9732), false)).isEqualTo(ProbeResult.USABLE);
    assertThat(ProbeResult.of(List.of(23.0, 3.59375), true)).isEqualTo(ProbeResult.USABLE);
  }
}
