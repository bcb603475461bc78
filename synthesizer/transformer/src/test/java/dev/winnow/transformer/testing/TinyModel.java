package dev.winnow.transformer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.Rope;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Part;
import dev.winnow.transformer.WeightLayout.Weight;
import dev.winnow.transformer.writer.BpeTrainer;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.SafeTensorsWriter;
import dev.winnow.transformer.writer.SafeTensorsWriter.Tensor;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A model of a few thousand random weights, and the directory that it is written to.
 *
 * @param config its shape
 * @param bias whether queries, keys and values have one, as Qwen2's do
 * @param weights the checkpoint's tensors by name, row-major
 */
public record TinyModel(LlamaConfig config, boolean bias, Map<String, Tensor> weights) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VOCABULARY = 270;
  private static final double DEVIATION = 0.3;

  /** Llama: no bias, tied embeddings, grouped queries. */
  public static TinyModel llama() {
    return random(shape(4, 2, true, Optional.empty()), false);
  }

  /** Llama with as many key and value heads as query heads, and an output head of its own. */
  public static TinyModel ungrouped() {
    return random(shape(2, 2, false, Optional.empty()), false);
  }

  /** Qwen2: with bias, and an output head of its own. */
  public static TinyModel qwen() {
    return random(shape(4, 1, false, Optional.empty()), true);
  }

  /** Llama 3.1: frequencies scaled, in all three ranges at this size. */
  public static TinyModel llama3() {
    return random(shape(4, 2, true, Optional.of(new Rope.Scaling(8, 1, 4, 32))), false);
  }

  /** Llama with a context of 40 tokens. */
  public static TinyModel shortSighted() {
    return random(
        new LlamaConfig(
            VOCABULARY, 24, 40, 1, 2, 2, 8, 40, 1e-5, new Rope(500, Optional.empty()), true),
        false);
  }

  /** The same body with a reward model's head. */
  public TinyModel withScore() {
    SplittableRandom random = new SplittableRandom(config.hashCode() + 1L);
    float[] head = new float[config.hidden()];
    for (int i = 0; i < head.length; i++) {
      head[i] = (float) (random.nextGaussian() * DEVIATION);
    }
    Map<String, Tensor> changed = new TreeMap<>(weights);
    changed.remove("lm_head.weight");
    changed.put("score.weight", new Tensor(new int[] {1, config.hidden()}, head));
    return new TinyModel(config, bias, changed);
  }

  /** Values of one tensor. */
  public float[] values(String name) {
    Tensor tensor = weights.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.values();
  }

  /** Writes it as a Hugging Face directory, and returns that. */
  public Path write(Path directory) throws IOException {
    ModelFiles files = new ModelFiles(directory);
    files.writeConfig(config);
    files.write("config.json", configJson(directory));
    files.write(
        "tokenizer.json",
        TokenizerFiles.tokenizer(
            BpeTrainer.train(List.of("aab aab aac"), TokenizerFiles.SPECIALS, VOCABULARY)));
    files.write("tokenizer_config.json", TokenizerFiles.config(config.context()));
    Files.write(directory.resolve("model.safetensors"), SafeTensorsWriter.bytes(weights));
    return directory;
  }

  /** The same weights in two files and an index, in place of the one. */
  public Path writeSharded(Path directory) throws IOException {
    write(directory);
    Files.delete(directory.resolve("model.safetensors"));
    ObjectNode index = JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    List<Map<String, Tensor>> shards = List.of(new TreeMap<>(), new TreeMap<>());
    weights.forEach(
        (name, tensor) -> {
          int shard = map.size() % 2;
          shards.get(shard).put(name, tensor);
          map.put(name, shardName(shard));
        });
    for (int i = 0; i < shards.size(); i++) {
      Files.write(directory.resolve(shardName(i)), SafeTensorsWriter.bytes(shards.get(i)));
    }
    new ModelFiles(directory).write("model.safetensors.index.json", index);
    return directory;
  }

  private static String shardName(int shard) {
    return "model-0000%d-of-00002.safetensors".formatted(shard + 1);
  }

  private ObjectNode configJson(Path directory) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(directory.resolve("config.json").toFile());
    json.put("attention_bias", bias);
    boolean reward = weights.containsKey("score.weight");
    json.putArray("architectures")
        .add((bias ? "Qwen2For" : "LlamaFor") + (reward ? "SequenceClassification" : "CausalLM"));
    if (reward) {
      json.putObject("id2label").put("0", "LABEL_0");
    }
    config
        .rope()
        .scaling()
        .ifPresent(
            scaling ->
                json.putObject("rope_scaling")
                    .put("rope_type", "llama3")
                    .put("factor", scaling.factor())
                    .put("low_freq_factor", scaling.lowFrequencyFactor())
                    .put("high_freq_factor", scaling.highFrequencyFactor())
                    .put("original_max_position_embeddings", scaling.originalContext()));
    return json;
  }

  private static LlamaConfig shape(
      int heads, int kvHeads, boolean tied, Optional<Rope.Scaling> scaling) {
    return new LlamaConfig(
        VOCABULARY, 24, 40, 3, heads, kvHeads, 8, 96, 1e-5, new Rope(500, scaling), tied);
  }

  private static TinyModel random(LlamaConfig config, boolean bias) {
    SplittableRandom random = new SplittableRandom(config.hashCode());
    Map<String, Tensor> weights = new TreeMap<>();
    for (Weight weight : WeightLayout.of(config)) {
      for (Part part : weight.optional() && !bias ? List.<Part>of() : weight.parts()) {
        float[] values = new float[part.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextGaussian() * DEVIATION);
        }
        weights.put(part.name(), new Tensor(part.shape(), values));
      }
    }
    return new TinyModel(config, bias, weights);
  }
}
