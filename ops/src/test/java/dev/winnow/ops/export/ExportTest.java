package dev.winnow.ops.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.plugin.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every layout, against the example of its tool's documentation or its paper. */
class ExportTest {
  private static final String RIGHT =
      """
      {"prompt_id": "p", "response": "4", "reason": "EQUAL", "messages": [
        {"role": "user", "content": "What is 2 + 2?", "name": null},
        {"role": "assistant", "content": "4", "name": null}]}""";

  private static final String WRONG =
      """
      {"prompt_id": "p", "response": "5", "reason": "DIFFERENT_VALUE", "extracted_answer": "5",
       "messages": [{"role": "user", "content": "What is 2 + 2?"},
        {"role": "assistant", "content": "5"}]}""";

  private static final String PAIR =
      """
      {"id": "p/0-1", "prompt": [{"role": "user", "content": "What color is the sky?"}],
       "chosen": [{"role": "assistant", "content": "It is blue."}],
       "rejected": [{"role": "assistant", "content": "It is green."}],
       "score_chosen": 2.5, "score_rejected": -1.0, "margin": 3.5}""";

  private final List<JsonNode> written = new ArrayList<>();

  @Test
  void writesMessagesForTrlAndOpenAi() throws IOException {
    for (String layout : List.of("trl_sft", "openai_sft")) {
      assertThat(export(layout, Map.of(), "accepted", RIGHT))
          .as(layout)
          .containsExactly(
              json(
                  """
                  {"messages": [{"role": "user", "content": "What is 2 + 2?"},
                    {"role": "assistant", "content": "4"}]}"""));
    }
  }

  @Test
  void writesInputAndOutputForOpenRlhf() throws IOException {
    assertThat(export("openrlhf_sft", Map.of(), "accepted", RIGHT))
        .containsExactly(
            json(
                """
                {"input": [{"role": "user", "content": "What is 2 + 2?"}],
                 "output": [{"role": "assistant", "content": "4"}]}"""));
  }

  @Test
  void writesTheExplicitPromptOfTrlsPreferences() throws IOException {
    assertThat(export("trl_preference", Map.of(), "pairs", PAIR))
        .containsExactly(
            json(
                """
                {"prompt": [{"role": "user", "content": "What color is the sky?"}],
                 "chosen": [{"role": "assistant", "content": "It is blue."}],
                 "rejected": [{"role": "assistant", "content": "It is green."}],
                 "score_chosen": 2.5, "score_rejected": -1.0, "margin": 3.5}"""));
  }

  @Test
  void writesOpenAisPreferences() throws IOException {
    assertThat(export("openai_preference", Map.of(), "pairs", PAIR))
        .containsExactly(
            json(
                """
                {"input": {"messages": [{"role": "user", "content": "What color is the sky?"}]},
                 "preferred_output": [{"role": "assistant", "content": "It is blue."}],
                 "non_preferred_output": [{"role": "assistant", "content": "It is green."}]}"""));
  }

  @Test
  void writesWholeChatsForOpenRlhfsPreferences() throws IOException {
    JsonNode row = export("openrlhf_preference", Map.of(), "pairs", PAIR).getFirst();

    assertThat(row.path("chosen")).hasSize(2);
    assertThat(row.at("/chosen/1/content").asText()).isEqualTo("It is blue.");
    assertThat(row.at("/rejected/1/content").asText()).isEqualTo("It is green.");
  }

  @Test
  void showsBothAnswersInEitherOrderForChainOfHindsight() throws IOException {
    assertThat(export("chain_of_hindsight", Map.of(), "pairs", PAIR))
        .extracting(row -> row.at("/messages/1/content").asText())
        .containsExactly(
            "A bad answer is: It is green.\nA good answer is: It is blue.",
            "A good answer is: It is blue.\nA bad answer is: It is green.");
  }

  @Test
  void prefersEachAnswerWhereItsOwnScoreIsAskedFor() throws IOException {
    List<JsonNode> rows = export("reward_augmented", Map.of(), "pairs", PAIR);

    assertThat(rows)
        .extracting(
            row -> row.path("target_score").asDouble(), row -> row.at("/chosen/0/content").asText())
        .containsExactly(tuple(2.5, "It is blue."), tuple(-1.0, "It is green."));
    assertThat(rows.getFirst().at("/prompt/0/role").asText()).isEqualTo("system");
  }

  @Test
  void asksWhetherTheModelIsSureByThePromptsPassRate() throws IOException {
    Export export = create("r_tuning", Map.of());
    take(export, "prompts", "{\"prompt_id\": \"p\", \"pass_rate\": 0.75}");
    take(export, "prompts", "{\"prompt_id\": \"q\", \"pass_rate\": 0.25}");
    take(export, "accepted", RIGHT);
    take(export, "rejected", WRONG);
    take(export, "rejected", WRONG.replace("\"p\"", "\"q\""));

    assertThat(written)
        .extracting(row -> row.at("/messages/1/content").asText())
        .containsExactly("4", "5");
    assertThat(written)
        .extracting(row -> row.at("/messages/3/content").asText())
        .containsExactly("I am sure.", "I am unsure.");
  }

  @Test
  void refusesOnceForEachPromptThatTheModelIsNotSureOf() throws IOException {
    Export export = create("refusal_token", Map.of("sure_from", "0.9"));
    take(export, "prompts", "{\"prompt_id\": \"p\", \"pass_rate\": 0.75}");
    take(export, "accepted", RIGHT);
    take(export, "rejected", WRONG);

    assertThat(written)
        .singleElement()
        .extracting(row -> row.at("/messages/1/content").asText())
        .asString()
        .startsWith("[REFUSE] ");
  }

  @Test
  void showsAMistakeBesideARightSolution() throws IOException {
    Export export = create("learn_from_mistakes", Map.of());
    take(export, "accepted", RIGHT);
    take(export, "rejected", WRONG);

    assertThat(written)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.at("/messages/0/content").asText())
                  .contains("Question: What is 2 + 2?")
                  .endsWith("Incorrect solution: 5");
              assertThat(row.at("/messages/1/content").asText())
                  .isEqualTo("Its answer, 5, is wrong.\n\nCorrect solution: 4");
            });
  }

  private List<JsonNode> export(
      String layout, Map<String, String> options, String dataset, String row) throws IOException {
    written.clear();
    take(create(layout, options), dataset, row);
    return List.copyOf(written);
  }

  private void take(Export export, String dataset, String row) throws IOException {
    export.onRow(dataset, json(row), written::add);
  }

  private static Export create(String layout, Map<String, String> options) {
    return create(ExportPlugin.installed().require(layout), options);
  }

  private static <C extends Record> Export create(
      ExportPlugin<C> plugin, Map<String, String> options) {
    return plugin.create(Options.bind(plugin.options(), options));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.MAPPER.readTree(text);
  }
}
