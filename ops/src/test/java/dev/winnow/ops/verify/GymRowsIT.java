package dev.winnow.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows as NeMo Gym sends them to a resources server. */
class GymRowsIT {
  private static VerifyHarness service;

  @BeforeAll
  static void start() {
    service = new VerifyHarness(VerifyLimits.DEFAULT);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String row(String fields, String text) {
    return """
    {"responses_create_params": {"input": [{"role": "user", "content": "Which?"}]},
     "response": {"id": "r", "object": "response", "output": [
       {"type": "reasoning", "summary": [{"type": "summary_text", "text": "B?"}]},
       {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "%s"}]}]},
     %s}
    """
        .formatted(text, fields);
  }

  @Test
  void anExpectedAnswerIsComparedAsMathematics() throws Exception {
    JsonNode answer = service.json(row("\"expected_answer\": \"1/2\", \"uuid\": \"u\"", "So 0.5."));

    assertThat(answer.path("reward").asDouble(-1)).isEqualTo(1);
    assertThat(answer.path("mask_sample").booleanValue()).isFalse();
    assertThat(answer.path("uuid").asText()).isEqualTo("u");
    assertThat(answer.path("response").path("output")).hasSize(2);
  }

  @Test
  void optionsMakeItAChoice() throws Exception {
    String fields =
        "\"options\": [{\"A\": \"Rome\"}, {\"B\": \"Paris\"}], \"expected_answer\": \"B\"";

    JsonNode right = service.json(row(fields, "\\\\boxed{Paris}"));
    JsonNode wrong = service.json(row(fields, "The answer is A."));

    assertThat(right.path("reward").asDouble(-1)).isEqualTo(1);
    assertThat(wrong.path("reward").asDouble(-1)).isEqualTo(0);
    assertThat(wrong.path("mask_sample").booleanValue()).isFalse();
  }

  @Test
  void theShareOfInstructionsIsTheRewardWhereTheRowAsksForIt() throws Exception {
    String fields =
        """
        "verifier_metadata": {"instruction_id_list": ["punctuation:no_comma", "startend:quotation"],
          "kwargs": [null, {}], "grading_mode": "%s"}
        """;

    JsonNode fraction = service.json(row(fields.formatted("fraction"), "No comma."));
    JsonNode binary = service.json(row(fields.formatted("binary"), "No comma."));

    assertThat(fraction.path("reward").asDouble(-1)).isEqualTo(0.5);
    assertThat(binary.path("reward").asDouble(-1)).isEqualTo(0);
  }

  @Test
  void aRowThatIsUndecidedIsMasked() throws Exception {
    JsonNode answer = service.json(row("\"expected_answer\": \"12\"", "I cannot tell."));

    assertThat(answer.path("mask_sample").booleanValue()).isTrue();
    assertThat(answer.path("failure_reason").asText()).isEqualTo("NO_ANSWER");
    assertThat(answer.path("reward").isNumber()).isTrue();
  }

  @Test
  void aRowWithoutAnyHintNeedsAType() throws Exception {
    assertThat(service.post(VerifyHarness.JSON, row("\"uuid\": \"u\"", "x")).body())
        .contains("\\\"type\\\" is missing");
  }
}
