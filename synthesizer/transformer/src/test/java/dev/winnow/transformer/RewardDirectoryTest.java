package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.testing.TinyModel;
import dev.winnow.transformer.writer.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directories are reward models. */
class RewardDirectoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LlamaForSequenceClassification",
        "Qwen2ForSequenceClassification",
        "MistralForSequenceClassification"
      })
  void knownArchitecturesAreLoaded(String architecture) throws IOException {
    write(config -> config.putArray("architectures").add(architecture));

    try (RewardModel model = load()) {
      assertThat(model.name()).isEqualTo(directory.getFileName().toString());
    }
  }

  @Test
  void aSamplerIsRefused() throws IOException {
    write(config -> config.putArray("architectures").add("LlamaForCausalLM"));

    assertRefused("'LlamaForCausalLM'", "LlamaForSequenceClassification", "over HTTP");
  }

  @Test
  void aRewardModelDoesNotSample() throws IOException {
    write(config -> {});

    assertThatThrownBy(() -> new ModelDirectory(directory))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("'LlamaForSequenceClassification'", "the openai engine");
  }

  @Test
  void severalLabelsAreRefused() throws IOException {
    write(config -> config.putObject("id2label").put("0", "bad").put("1", "good"));

    assertRefused("2 labels", "id2label", "a reward model has 1");
  }

  @Test
  void labelsThatAreNotSaidAreTwo() throws IOException {
    write(config -> config.remove("id2label"));

    assertRefused("2 labels");
  }

  @Test
  void oneLabelMayBeSaidAsANumber() throws IOException {
    write(config -> config.put("num_labels", 1).remove("id2label"));

    try (RewardModel model = load()) {
      assertThat(model.context()).isEqualTo(96);
    }
  }

  @Test
  void aMissingHeadIsNamed() throws IOException {
    TinyModel.llama().write(directory);
    change(
        config -> {
          config.putArray("architectures").add("LlamaForSequenceClassification");
          config.putObject("id2label").put("0", "LABEL_0");
        });

    assertRefused("lack tensor 'score.weight'");
  }

  @Test
  void theTokenizerNeverCuts() throws IOException {
    write(config -> {});

    try (HuggingFaceTokenizer tokenizer =
        new ModelDirectory(directory, ModelKind.REWARD).openTokenizer()) {
      assertThat(tokenizer.encode("7".repeat(2_000), false, false).getIds()).hasSize(2_000);
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(this::load)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(words);
  }

  private RewardModel load() {
    return RewardModel.load(directory, new Placement("cpu", "float32"));
  }

  private void write(Consumer<ObjectNode> change) throws IOException {
    TinyModel.llama().withScore().write(directory);
    change(change);
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(directory.resolve("config.json").toFile());
    change.accept(config);
    new ModelFiles(directory).write("config.json", config);
  }
}
