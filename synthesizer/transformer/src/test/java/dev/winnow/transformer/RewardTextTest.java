package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.Reward.Failed;
import dev.winnow.transformer.Reward.Scored;
import dev.winnow.transformer.testing.TinyModel;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text that a reward model sees, told by the number of its tokens and by its score. */
class RewardTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Conversation TEXT = Conversation.of("123", "45");

  /** Begin, three digits, the end of a line, two digits, the end of a line. */
  private static final int TOKENS = 8;

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    TinyModel.llama().withScore().write(directory);
  }

  @Test
  void theBeginTokenIsThereOnceWhereTheTemplateWritesIt() {
    assertThat(score(TEXT).tokens()).isEqualTo(TOKENS);
  }

  @Test
  void theBeginTokenIsThereOnceWhereTemplateAndTokenizerWriteIt() throws IOException {
    Scored before = score(TEXT);
    letTheTokenizerWriteBegin();

    Scored after = score(TEXT);

    assertThat(after.tokens()).isEqualTo(TOKENS);
    assertThat(after.logit()).isCloseTo(before.logit(), within(1e-6));
  }

  @Test
  void theBeginTokenIsThereOnceWhereOnlyTheTokenizerWritesIt() throws IOException {
    Scored before = score(TEXT);
    letTheTokenizerWriteBegin();
    template("{% for message in messages %}{{ message['content'] }}\n{% endfor %}");

    Scored after = score(TEXT);

    assertThat(after.tokens()).isEqualTo(TOKENS);
    assertThat(after.logit()).isCloseTo(before.logit(), within(1e-6));
  }

  @Test
  void withoutATemplateTheResponseFollowsTheContents() throws IOException {
    ObjectNode config = read("tokenizer_config.json");
    config.remove("chat_template");
    new ModelFiles(directory).write("tokenizer_config.json", config);

    assertThat(score(TEXT).tokens()).isEqualTo("123\n45".length());
  }

  @Test
  void theResponseIsTheAssistantsAndNoGenerationPromptFollows() throws IOException {
    template(
        "{% for m in messages %}{{ m['role'][0] }}{{ m['content'] }}{% endfor %}{% if"
            + " add_generation_prompt %}xxxx{% endif %}");

    assertThat(score(TEXT).tokens()).isEqualTo("u123a45".length());
  }

  @Test
  void theScoreIsAtTheLastTokenThatIsNotPadding() throws IOException {
    template("{% for message in messages %}{{ message['content'] }}{% endfor %}");
    Scored without = score(TEXT);
    template("{% for message in messages %}{{ message['content'] }}{% endfor %}<|end|><|end|>");
    new ModelFiles(directory)
        .write("config.json", config().put("pad_token_id", TokenizerFiles.END_ID));

    Scored padded = score(TEXT);

    assertThat(padded.tokens()).isEqualTo(without.tokens() + 2);
    assertThat(padded.logit()).isCloseTo(without.logit(), within(1e-6));
  }

  @Test
  void aConversationThatTheTemplateRejectsFailsAlone() throws IOException {
    template(
        "{% for m in messages %}{% if m['role'] == 'tool' %}{{ raise_exception('no tools here')"
            + " }}{% endif %}{{ m['content'] }}{% endfor %}");
    Conversation tool = new Conversation(List.of(Map.of("role", "tool", "content", "1")), "2");
    try (RewardModel model = load()) {

      List<Reward> rewards = model.score(List.of(tool, TEXT));

      assertThat(rewards.get(0))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.reason()).contains("no tools here"));
      assertThat(rewards.get(1)).isInstanceOf(Scored.class);
    }
  }

  private Scored score(Conversation text) {
    try (RewardModel model = load()) {
      return (Scored) model.score(List.of(text)).getFirst();
    }
  }

  private RewardModel load() {
    return RewardModel.load(directory, new Placement("cpu", "float32"));
  }

  private void template(String template) throws IOException {
    new ModelFiles(directory)
        .write(
            "tokenizer_config.json", read("tokenizer_config.json").put("chat_template", template));
  }

  /** As Llama's tokenizers do. */
  private void letTheTokenizerWriteBegin() throws IOException {
    ObjectNode tokenizer = read("tokenizer.json");
    tokenizer.set(
        "post_processor",
        JSON.readTree(
            """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<|begin|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<|begin|>": {"id": "<|begin|>", "ids": [0], "tokens": ["<|begin|>"]}}}
            """));
    new ModelFiles(directory).write("tokenizer.json", tokenizer);
  }

  private ObjectNode config() throws IOException {
    return read("config.json");
  }

  private ObjectNode read(String name) throws IOException {
    return (ObjectNode) JSON.readTree(directory.resolve(name).toFile());
  }
}
