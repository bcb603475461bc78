package dev.winnow.transformer.writer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Part;
import dev.winnow.transformer.WeightLayout.Weight;
import dev.winnow.transformer.writer.SafeTensorsWriter.NumberType;
import dev.winnow.transformer.writer.SafeTensorsWriter.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model directory in Hugging Face layout. Every file is written under a temporary name and
 * renamed.
 */
public final class ModelFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private static final List<String> DESCRIPTION =
      List.of(
          "generation_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "chat_template.jinja");

  private final Path directory;

  public ModelFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  public void write(String name, ObjectNode json) throws IOException {
    write(name, PRETTY.writeValueAsBytes(json));
  }

  /** Writes the configuration of a sampler. */
  public void writeConfig(LlamaConfig config) throws IOException {
    write("config.json", config(config, "LlamaForCausalLM").put("torch_dtype", "float32"));
    write(
        "generation_config.json",
        JSON.createObjectNode().put("eos_token_id", TokenizerFiles.END_ID));
  }

  /**
   * Copies what describes a model, as it is but for the type of its weights: those that are written
   * here are in float32.
   *
   * @param model directory of a sampler
   */
  public void copyDescription(Path model) throws IOException {
    for (String name : DESCRIPTION) {
      Path file = model.resolve(name);
      if (Files.isRegularFile(file)) {
        write(name, Files.readAllBytes(file));
      }
    }
    if (JSON.readTree(model.resolve("config.json").toFile()) instanceof ObjectNode config) {
      config.remove("dtype");
      write("config.json", config.put("torch_dtype", "float32"));
    }
  }

  /** Writes the configuration of a reward model, whose weights are in bfloat16. */
  public void writeRewardConfig(LlamaConfig config) throws IOException {
    ObjectNode node = config(config, "LlamaForSequenceClassification");
    node.put("torch_dtype", "bfloat16").putNull("pad_token_id");
    node.putObject("id2label").put("0", "LABEL_0");
    node.putObject("label2id").put("LABEL_0", 0);
    write("config.json", node);
  }

  private static ObjectNode config(LlamaConfig config, String architecture) {
    ObjectNode node = JSON.createObjectNode().put("model_type", "llama");
    node.putArray("architectures").add(architecture);
    return node.put("vocab_size", config.vocabulary())
        .put("hidden_size", config.hidden())
        .put("intermediate_size", config.feedForward())
        .put("num_hidden_layers", config.layers())
        .put("num_attention_heads", config.heads())
        .put("num_key_value_heads", config.kvHeads())
        .put("head_dim", config.headDim())
        .put("max_position_embeddings", config.context())
        .put("rms_norm_eps", config.eps())
        .put("rope_theta", config.rope().theta())
        .put("tie_word_embeddings", config.tied())
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("hidden_act", "silu")
        .put("bos_token_id", TokenizerFiles.BEGIN_ID)
        .put("eos_token_id", TokenizerFiles.END_ID);
  }

  /** Splits a sampler's weights into the checkpoint's tensors and writes them. */
  public void writeWeights(LlamaConfig config, List<float[]> values) throws IOException {
    write(
        "model.safetensors",
        SafeTensorsWriter.bytes(tensors(WeightLayout.of(config), values), NumberType.F32));
  }

  /** Splits a reward model's weights into the checkpoint's tensors and writes them. */
  public void writeRewardWeights(LlamaConfig config, List<float[]> values) throws IOException {
    write(
        "model.safetensors",
        SafeTensorsWriter.bytes(tensors(WeightLayout.ofReward(config), values), NumberType.BF16));
  }

  private static Map<String, Tensor> tensors(List<Weight> layout, List<float[]> values) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int i = 0; i < layout.size(); i++) {
      int from = 0;
      for (Part part : layout.get(i).optional() ? List.<Part>of() : layout.get(i).parts()) {
        float[] slice = Arrays.copyOfRange(values.get(i), from, from + part.size());
        tensors.put(part.name(), new Tensor(part.shape(), slice));
        from += part.size();
      }
    }
    return tensors;
  }

  /** Writes a file as it is. */
  public void write(String name, byte[] content) throws IOException {
    Path aside = directory.resolve(name + ".tmp");
    try {
      Files.write(aside, content);
      Files.move(
          aside,
          directory.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
