package dev.winnow.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers of the verify service get. */
class VerifyServiceTest {
  private static final int MAX_ROWS = 100;
  private static final String GOOD =
      "{\"type\": \"exact\", \"reference\": \"x\", \"response\": \"x\"}";

  private static VerifyHarness service;

  @BeforeAll
  static void start() {
    service = new VerifyHarness(new VerifyLimits(MAX_ROWS, 1 << 20, Duration.ofSeconds(30), 16));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void judgesAnArrayInItsOrder() throws Exception {
    JsonNode answers =
        service.json(
            """
            [{"id": "a", "type": "math", "reference": "1/2", "response": "So it is \\\\boxed{0.5}."},
             {"id": "b", "type": "choice", "options": {"letters": "ABC"}, "reference": "C",
              "response": "The answer is B."},
             {"id": 7, "type": "math", "reference": "1/2", "response": "I do not know."}]
            """);

    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).toString())
        .isEqualTo(
            "{\"id\":\"a\",\"outcome\":\"ACCEPTED\",\"reason\":\"EQUAL\",\"extracted\":\"0.5\",\"check\":\"math/2\"}");
    assertThat(answers.get(1).path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(answers.get(2).path("id").asInt()).isEqualTo(7);
    assertThat(answers.get(2).path("outcome").asText()).isEqualTo("UNDECIDED");
    assertThat(answers.get(2).path("reason").asText()).isEqualTo("NO_ANSWER");
  }

  @Test
  void judgesLinesEachByItself() throws Exception {
    List<JsonNode> answers =
        service.lines(
            """
            {"type": "exact", "reference": "x", "response": "x"}
            {"type": "exact", "reference": "x", "response":
            {"type": "exact", "reference": "x"}

            {"type": "exact", "reference": "x", "response": "y"}
            """);

    assertThat(answers.stream().map(row -> row.path("outcome").asText("error")))
        .containsExactly("ACCEPTED", "error", "error", "REJECTED");
    assertThat(answers.get(1).path("error").asText()).startsWith("not JSON:");
    assertThat(answers.get(2).path("error").asText()).isEqualTo("field \"response\" is missing");
  }

  @Test
  void takesTypeAndOptionsOfAllRowsFromTheObjectAroundThem() throws Exception {
    JsonNode answers =
        service.json(
            """
            {"type": "exact", "options": {"ignore_case": true},
             "items": [{"reference": "x", "response": "X"},
                       {"type": "math", "options": {}, "reference": "2", "response": "\\\\boxed{3}"}]}
            """);

    assertThat(answers.get(0).path("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(answers.get(1).path("check").asText()).startsWith("math/");
  }

  @Test
  void optionsMayBeJsonInPlaceOfItsText() throws Exception {
    JsonNode answer =
        service.json(
            """
            {"type": "constraints", "options": {"instructions": [{"id": "punctuation:no_comma"},
              {"id": "startend:quotation"}]}, "response": "No comma here."}
            """);

    assertThat(answer.path("reason").asText()).isEqualTo("NOT_FOLLOWED");
    assertThat(answer.path("scores").path("followed").asDouble()).isEqualTo(0.5);
  }

  @Test
  void anOptionThatIsPlainTextTakesNeitherListNorObjectNorNull() throws Exception {
    JsonNode answers =
        service.json(
            """
            [{"type": "quality", "response": "spam", "options": {"words": ["spam", 1]}},
             {"type": "quality", "response": "spam", "options": {"words": {}}},
             {"type": "quality", "response": "spam", "options": {"language": null}},
             {"type": "not", "response": "spam", "options": {"checks":
                [{"type": "quality", "options": {"words": ["spam"]}}]}}]
            """);

    assertThat(answers.findValuesAsText("error"))
        .satisfiesExactly(
            error -> assertThat(error).contains("options.words", "not a list"),
            error -> assertThat(error).contains("options.words", "not an object"),
            error -> assertThat(error).contains("options.language", "null"),
            error -> assertThat(error).contains("checks[0].options.words", "not a list"));
  }

  @Test
  void saysWhichOptionIsWrong() throws Exception {
    JsonNode answers =
        service.json(
            """
            [{"type": "mth", "response": "x"}, {"type": "exact", "options": {"tirm": 1}, "response": "x"}]
            """);

    assertThat(answers.get(0).path("error").asText()).contains("mth").contains("math");
    assertThat(answers.get(1).path("error").asText()).contains("tirm");
  }

  @Test
  void saysWhyAReferenceCannotBeUsed() throws Exception {
    JsonNode answer = service.json("{\"type\": \"math\", \"response\": \"\\\\boxed{1}\"}");

    assertThat(answer.path("outcome").asText()).isEqualTo("UNDECIDED");
    assertThat(answer.path("reason").asText()).isEqualTo("NO_REFERENCE");
    assertThat(answer.path("detail").asText()).contains("needs the right answer");
  }

  @Test
  void aResponseThatWasCutOffIsUndecided() throws Exception {
    JsonNode answer =
        service.json(
            "{\"type\": \"exact\", \"reference\": \"x\", \"response\": \"y\", \"finish_reason\":"
                + " \"length\"}");

    assertThat(answer.path("reason").asText()).isEqualTo("CUT_OFF");
  }

  @Test
  void aRowOfAnArrayThatIsNestedTooDeepIsRefusedAlone() throws Exception {
    JsonNode answers = service.json("[" + GOOD + ", " + nested(5_000) + ", " + GOOD + "]");

    assertOnlyTheSecondIsRefused(answers, "64");
  }

  @Test
  void aRowOfItemsThatIsNestedTooDeepIsRefusedAlone() throws Exception {
    JsonNode answers =
        service.json(
            "{\"items\": [%s, %s, %s], \"type\": \"math\"}".formatted(GOOD, nested(65), GOOD));

    assertOnlyTheSecondIsRefused(answers, "64");
  }

  @Test
  void aRowOfAnArrayThatIsNotJsonIsRefusedAlone() throws Exception {
    JsonNode answers = service.json("[" + GOOD + ", {\"type\": maths}, " + GOOD + "]");

    assertOnlyTheSecondIsRefused(answers, "not JSON");
  }

  private static void assertOnlyTheSecondIsRefused(JsonNode answers, String why) {
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(answers.get(1).path("error").asText()).contains(why);
    assertThat(answers.get(2).path("outcome").asText()).isEqualTo("ACCEPTED");
  }

  private static String nested(int depth) {
    return "{\"type\": \"exact\", \"response\": %s1%s}"
        .formatted("[".repeat(depth), "]".repeat(depth));
  }

  @Test
  void refusesBodiesThatAreNoBatch() throws Exception {
    assertThat(service.post(VerifyHarness.JSON, "[{\"type\": ").statusCode()).isEqualTo(400);
    assertThat(service.post(VerifyHarness.JSON, "[]").statusCode()).isEqualTo(400);
    assertThat(service.post(VerifyHarness.JSON, "3").statusCode()).isEqualTo(400);
    assertThat(service.post(VerifyHarness.JSON, "{\"response\": \"x\"}").statusCode())
        .isEqualTo(422);
    assertThat(service.post("text/plain", "x").statusCode()).isEqualTo(415);
    assertThat(service.post(VerifyHarness.JSON, "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesMoreThanItsLimits() throws Exception {
    String rows =
        IntStream.rangeClosed(0, MAX_ROWS)
            .mapToObj(i -> "{\"type\": \"exact\", \"reference\": \"x\", \"response\": \"x\"}")
            .collect(Collectors.joining(",", "[", "]"));

    HttpResponse<String> tooMany = service.post(VerifyHarness.JSON, rows);
    HttpResponse<String> tooLarge = service.post(VerifyHarness.JSON, " ".repeat(2 << 20));

    assertThat(tooMany.statusCode()).isEqualTo(413);
    assertThat(tooMany.body()).contains("100 rows");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
  }
}
