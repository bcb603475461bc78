package dev.winnow.transformer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A model in Hugging Face layout: {@code config.json}, {@code tokenizer.json}, {@code
 * model.safetensors} or its shards, and optionally {@code generation_config.json} and {@code
 * tokenizer_config.json}.
 */
public final class ModelDirectory {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What transformers assumes where a configuration does not say. */
  private static final int DEFAULT_LABELS = 2;

  private final Path directory;
  private final ModelKind kind;
  private final JsonNode config;

  /** Reads a sampler's directory. */
  public ModelDirectory(Path directory) {
    this(directory, ModelKind.SAMPLER);
  }

  /**
   * Reads the configuration of a directory.
   *
   * @throws ModelLoadException if it is not there, or not a model of this kind
   */
  public ModelDirectory(Path directory, ModelKind kind) {
    if (!Files.isDirectory(directory)) {
      throw new ModelLoadException(
          "model directory '%s' does not exist; give one with config.json, tokenizer.json and model.safetensors"
              .formatted(directory));
    }
    this.directory = directory;
    this.kind = kind;
    this.config = read("config.json");
    requireKnownArchitecture();
    if (kind == ModelKind.REWARD) {
      requireOneLabel();
    }
  }

  /** Returns the directory itself. */
  Path path() {
    return directory;
  }

  ModelKind kind() {
    return kind;
  }

  public String name() {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  public Path tokenizer() {
    return require("tokenizer.json");
  }

  /**
   * Loads the tokenizer; the caller closes it. It never cuts a text and never pads one: without
   * being told so, the library cuts at its own default of 512 tokens.
   *
   * @throws ModelLoadException if the file is missing or cannot be loaded
   */
  public HuggingFaceTokenizer openTokenizer() {
    Path file = tokenizer();
    try {
      return HuggingFaceTokenizer.newInstance(
          file, Map.of("truncation", "false", "padding", "false"));
    } catch (IOException | RuntimeException e) {
      throw new ModelLoadException(file + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** Returns the model's shape. */
  public LlamaConfig shape() {
    int hidden = integer("hidden_size");
    int heads = integer("num_attention_heads");
    try {
      return new LlamaConfig(
          integer("vocab_size"),
          hidden,
          integer("intermediate_size"),
          integer("num_hidden_layers"),
          heads,
          config.path("num_key_value_heads").asInt(heads),
          config.path("head_dim").asInt(hidden / Math.max(1, heads)),
          integer("max_position_embeddings"),
          config.path("rms_norm_eps").asDouble(1e-6),
          rope(),
          config.path("tie_word_embeddings").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException(directory.resolve("config.json") + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the ids that end a response: those of the generation config, else those of the model's
   * config.
   */
  public Set<Long> endIds() {
    JsonNode ids =
        optional("generation_config.json").map(node -> node.path("eos_token_id")).orElse(config);
    if (ids.isMissingNode() || ids == config) {
      ids = config.path("eos_token_id");
    }
    Set<Long> ends = new HashSet<>();
    if (ids.isArray()) {
      ids.forEach(id -> ends.add(id.asLong()));
    } else if (ids.isNumber()) {
      ends.add(ids.asLong());
    }
    return Set.copyOf(ends);
  }

  /**
   * Returns the id that fills up shorter texts; a reward model's score is at the last token that is
   * not it.
   */
  OptionalLong padId() {
    JsonNode id = config.path("pad_token_id");
    return id.isIntegralNumber() ? OptionalLong.of(id.asLong()) : OptionalLong.empty();
  }

  /** Returns the text of the token that begins every text, if the tokenizer has one. */
  Optional<String> beginToken() {
    JsonNode token =
        optional("tokenizer_config.json")
            .map(node -> node.path("bos_token"))
            .orElse(MissingNode.getInstance());
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isTextual() ? Optional.of(text.asText()) : Optional.empty();
  }

  /** Returns the files with the weights. */
  public List<Path> weights() {
    if (Files.exists(directory.resolve("model.safetensors"))) {
      return List.of(directory.resolve("model.safetensors"));
    }
    JsonNode index =
        optional("model.safetensors.index.json")
            .orElseThrow(
                () ->
                    new ModelLoadException(
                        "%s: neither model.safetensors nor model.safetensors.index.json is there; convert the weights to safetensors"
                            .formatted(directory)));
    Set<String> files = new HashSet<>();
    index.path("weight_map").forEach(file -> files.add(file.asText()));
    return files.stream().sorted().map(this::require).toList();
  }

  /**
   * Transformers 5 writes everything into {@code rope_parameters}, earlier versions into two keys.
   */
  private Rope rope() {
    JsonNode all = config.path("rope_parameters");
    JsonNode theta = all.path("rope_theta");
    return new Rope(
        (theta.isNumber() ? theta : config.path("rope_theta")).asDouble(10_000),
        scaling(all.isObject() ? all : config.path("rope_scaling")));
  }

  private Optional<Rope.Scaling> scaling(JsonNode node) {
    String type = node.path("rope_type").asText(node.path("type").asText(""));
    if (!node.isObject() || type.equals("default")) {
      return Optional.empty();
    }
    if (!type.equals("llama3")) {
      throw new ModelLoadException(
          "%s: rope_scaling type '%s' is not supported, only 'llama3' is"
              .formatted(directory.resolve("config.json"), type));
    }
    return Optional.of(
        new Rope.Scaling(
            node.path("factor").asDouble(),
            node.path("low_freq_factor").asDouble(),
            node.path("high_freq_factor").asDouble(),
            node.path("original_max_position_embeddings").asInt()));
  }

  private void requireKnownArchitecture() {
    String architecture = config.path("architectures").path(0).asText("");
    if (!kind.architectures().contains(architecture)) {
      throw new ModelLoadException(
          "%s: architecture '%s' is not supported; use one of %s, or %s"
              .formatted(
                  directory.resolve("config.json"),
                  architecture,
                  kind.architectures(),
                  kind.otherwise()));
    }
    if (!config.path("hidden_act").asText("silu").equals("silu")) {
      throw new ModelLoadException(
          "%s: hidden_act '%s' is not supported, only 'silu' is"
              .formatted(directory.resolve("config.json"), config.path("hidden_act").asText()));
    }
  }

  /** A configuration counts its labels by name; where it names none, there are two. */
  private void requireOneLabel() {
    JsonNode names = config.path("id2label");
    int labels = names.isObject() ? names.size() : config.path("num_labels").asInt(DEFAULT_LABELS);
    if (labels != 1) {
      throw new ModelLoadException(
          "%s: the model has %d labels (id2label or num_labels; without either it has 2); a reward model has 1"
              .formatted(directory.resolve("config.json"), labels));
    }
  }

  private int integer(String key) {
    if (!config.path(key).isInt()) {
      throw new ModelLoadException(
          "%s: '%s' is missing or not an integer".formatted(directory.resolve("config.json"), key));
    }
    return config.path(key).intValue();
  }

  private Path require(String name) {
    Path file = directory.resolve(name).normalize();
    if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
      throw new ModelLoadException("%s: the file '%s' is missing".formatted(directory, name));
    }
    return file;
  }

  private Optional<JsonNode> optional(String name) {
    return Files.exists(directory.resolve(name)) ? Optional.of(read(name)) : Optional.empty();
  }

  private JsonNode read(String name) {
    Path file = require(name);
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new ModelLoadException(file + " is not JSON: " + e.getMessage(), e);
    }
  }
}
