package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.Rope;
import dev.winnow.transformer.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine says of a directory that it cannot use, and what it reads of one that it can. */
class ModelDirectoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void writeModel() throws IOException {
    directory = TinyModel.llama().write(parent.resolve("tiny"));
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    directory = parent.resolve("nowhere");

    assertRefused("nowhere", "does not exist", "config.json, tokenizer.json and model.safetensors");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    for (String file : new String[] {"tokenizer.json", "config.json"}) {
      Files.delete(directory.resolve(file));

      assertRefused("the file '%s' is missing".formatted(file));
    }
  }

  @Test
  void missingWeightsAreNamedWithTheRemedy() throws IOException {
    Files.delete(directory.resolve("model.safetensors"));

    assertRefused("model.safetensors.index.json", "convert the weights to safetensors");
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    TinyModel.llama().writeSharded(directory);
    Files.delete(directory.resolve("model-00002-of-00002.safetensors"));

    assertRefused("'model-00002-of-00002.safetensors' is missing");
  }

  @Test
  void shardsOutsideOfTheDirectoryAreNotRead() throws IOException {
    Files.move(directory.resolve("model.safetensors"), parent.resolve("stolen.safetensors"));
    Files.writeString(
        directory.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"model.norm.weight\": \"../stolen.safetensors\"}}");

    assertRefused("'../stolen.safetensors' is missing");
  }

  @Test
  void aConfigThatIsNotJsonIsNamed() throws IOException {
    Files.writeString(directory.resolve("config.json"), "hidden_size = 24");

    assertRefused("config.json is not JSON");
  }

  @Test
  void aTokenizerThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), "{}");

    assertRefused("tokenizer.json cannot be loaded");
  }

  @Test
  void anUnknownArchitectureIsRefusedWithWhatToUse() throws IOException {
    configure(json -> json.putArray("architectures").add("GPT2LMHeadModel"));

    assertRefused("'GPT2LMHeadModel'", "LlamaForCausalLM", "the openai engine");
  }

  @Test
  void anUnknownActivationIsRefused() throws IOException {
    configure(json -> json.put("hidden_act", "gelu"));

    assertRefused("hidden_act 'gelu'", "only 'silu'");
  }

  @Test
  void anUnknownRotationIsRefused() throws IOException {
    configure(json -> json.putObject("rope_scaling").put("type", "yarn"));

    assertRefused("rope_scaling type 'yarn'", "only 'llama3'");
  }

  @Test
  void missingAndImpossibleShapesAreRefused() throws IOException {
    configure(json -> json.put("num_key_value_heads", 3));
    assertRefused("num_key_value_heads: 3 is not possible");

    configure(json -> json.put("num_hidden_layers", 0));
    assertRefused("num_hidden_layers: 0 is not possible");

    configure(json -> json.put("hidden_size", "wide"));
    assertRefused("'hidden_size' is missing or not an integer");
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    configure(json -> json.put("intermediate_size", 48));

    assertRefused("mlp.gate_proj.weight' has shape [40, 24], config.json asks for [48, 24]");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    configure(json -> json.put("num_hidden_layers", 4));

    assertRefused("lack tensor 'model.layers.3.input_layernorm.weight'");
  }

  @Test
  void aTensorWithoutAPlaceIsNotPassedOver() throws IOException {
    configure(json -> json.put("num_hidden_layers", 2));

    assertRefused(
        "9 tensors", "'model.layers.2.input_layernorm.weight'", "vLLM and the openai engine");
  }

  @Test
  void anOutputHeadThatIsTiedMayBeWrittenTwice() throws IOException {
    TinyModel.ungrouped().write(directory);
    Path file = directory.resolve("config.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"tie_word_embeddings\" : false", "\"tie_word_embeddings\" : true"));

    new DjlEngine(DjlEngineConfig.of(directory)).close();

    assertThat(new ModelDirectory(directory).shape().tied()).isTrue();
  }

  @Test
  void weightsThatAreCutOffAreRefusedWithTheRemedy() throws IOException {
    Path weights = directory.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    for (int length : new int[] {0, 5, 9, 500, whole.length - 1}) {
      Files.write(weights, Arrays.copyOf(whole, length));

      assertRefused("model.safetensors", "cut off; fetch it again");
    }
  }

  @Test
  void aGpuThatIsNotThereIsRefusedWithTheRemedy() {
    assertThatThrownBy(
            () -> new DjlEngine(new DjlEngineConfig(directory, "cuda:9", "float32", 4, 4, 1)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("'cuda:9'")
        .hasMessageContaining("use device cpu");
  }

  @Test
  void theShapeIsThatOfTheFile() {
    assertThat(new ModelDirectory(directory).shape()).isEqualTo(TinyModel.llama().config());
  }

  @Test
  void theNewerFormOfRotationsIsRead() throws IOException {
    configure(
        json -> {
          json.remove("rope_theta");
          json.putObject("rope_parameters").put("rope_theta", 5e5).put("rope_type", "default");
        });
    Rope rope = new ModelDirectory(directory).shape().rope();

    assertThat(rope.theta()).isEqualTo(5e5);
    assertThat(rope.scaling()).isEmpty();
  }

  @Test
  void theGenerationConfigDecidesWhatEndsAResponse() throws IOException {
    Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [1, 7, 9]}");
    assertThat(new ModelDirectory(directory).endIds()).containsExactlyInAnyOrder(1L, 7L, 9L);

    Files.delete(directory.resolve("generation_config.json"));
    assertThat(new ModelDirectory(directory).endIds()).containsExactly(1L);
  }

  @Test
  void theModelIsNamedAfterItsDirectory() {
    assertThat(new ModelDirectory(directory.resolve("..").resolve("tiny")).name())
        .isEqualTo("tiny");
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> new DjlEngine(DjlEngineConfig.of(directory)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(words);
  }

  private void configure(Consumer<ObjectNode> change) throws IOException {
    TinyModel.llama().write(directory);
    Path file = directory.resolve("config.json");
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(json);
    Files.writeString(file, json.toString());
  }
}
