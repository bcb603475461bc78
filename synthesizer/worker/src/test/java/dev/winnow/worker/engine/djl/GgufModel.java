package dev.winnow.worker.engine.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Writes a small Llama in Hugging Face layout, such as the shipped one, as a GGUF file. */
public final class GgufModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The pre-tokenizer that splits digits one by one and then as GPT-2 does. */
  private static final String DIGITS_THEN_GPT2 = "smollm";

  private static final int TOKEN_NORMAL = 1;
  private static final int TOKEN_CONTROL = 3;
  private static final int TOKEN_UNUSED = 5;

  private final Path directory;
  private final LlamaConfig shape;
  private final SafeTensors weights;
  private final GgufFile file = new GgufFile();

  private GgufModel(Path directory) {
    ModelDirectory model = new ModelDirectory(directory);
    this.directory = directory;
    this.shape = model.shape();
    this.weights = new SafeTensors(model.weights());
  }

  /**
   * Writes the model of a directory. Its embeddings are tied, and its tokenizer is the BPE of
   * {@code train.TokenizerFiles}.
   */
  public static void write(Path directory, Path target) throws IOException {
    GgufModel model = new GgufModel(directory);
    model.putShape();
    model.putTokenizer();
    model.putTensors();
    model.file.write(target);
  }

  private void putShape() {
    file.string("general.architecture", "llama")
        .string("general.name", String.valueOf(directory.getFileName()))
        .uint32("general.file_type", 0)
        .uint32("llama.context_length", shape.context())
        .uint32("llama.embedding_length", shape.hidden())
        .uint32("llama.block_count", shape.layers())
        .uint32("llama.feed_forward_length", shape.feedForward())
        .uint32("llama.attention.head_count", shape.heads())
        .uint32("llama.attention.head_count_kv", shape.kvHeads())
        .uint32("llama.attention.key_length", shape.headDim())
        .uint32("llama.attention.value_length", shape.headDim())
        .float32("llama.attention.layer_norm_rms_epsilon", shape.eps())
        .uint32("llama.rope.dimension_count", shape.headDim())
        .float32("llama.rope.freq_base", shape.rope().theta())
        .uint32("llama.vocab_size", shape.vocabulary());
  }

  private void putTokenizer() throws IOException {
    JsonNode tokenizer = JSON.readTree(directory.resolve("tokenizer.json").toFile());
    JsonNode config = JSON.readTree(directory.resolve("config.json").toFile());
    JsonNode chat = JSON.readTree(directory.resolve("tokenizer_config.json").toFile());
    putVocabulary(tokenizer);
    file.strings("tokenizer.ggml.merges", merges(tokenizer.at("/model/merges")))
        .uint32("tokenizer.ggml.bos_token_id", config.path("bos_token_id").asInt())
        .uint32("tokenizer.ggml.eos_token_id", config.path("eos_token_id").asInt())
        .bool("tokenizer.ggml.add_bos_token", false)
        .bool("tokenizer.ggml.add_space_prefix", false)
        .string("tokenizer.chat_template", chat.path("chat_template").asText());
  }

  /** The embedding may have more rows than there are tokens: the rest are unused ones. */
  private void putVocabulary(JsonNode tokenizer) {
    String[] tokens = new String[shape.vocabulary()];
    Integer[] types = new Integer[shape.vocabulary()];
    Arrays.setAll(tokens, id -> "[PAD%d]".formatted(id));
    Arrays.fill(types, TOKEN_UNUSED);
    for (Map.Entry<String, JsonNode> token : tokenizer.at("/model/vocab").properties()) {
      tokens[token.getValue().asInt()] = token.getKey();
      types[token.getValue().asInt()] = TOKEN_NORMAL;
    }
    for (JsonNode token : tokenizer.path("added_tokens")) {
      types[token.path("id").asInt()] = TOKEN_CONTROL;
    }
    file.string("tokenizer.ggml.model", "gpt2")
        .string("tokenizer.ggml.pre", DIGITS_THEN_GPT2)
        .strings("tokenizer.ggml.tokens", List.of(tokens))
        .int32s("tokenizer.ggml.token_type", List.of(types));
  }

  /** Written as {@code "a b"} or as {@code ["a", "b"]}. */
  private static List<String> merges(JsonNode merges) {
    return StreamSupport.stream(merges.spliterator(), false)
        .map(
            merge ->
                merge.isTextual()
                    ? merge.asText()
                    : merge.path(0).asText() + ' ' + merge.path(1).asText())
        .toList();
  }

  private void putTensors() {
    int hidden = shape.hidden();
    copy("token_embd.weight", "model.embed_tokens.weight", shape.vocabulary(), hidden);
    copy("output_norm.weight", "model.norm.weight", hidden);
    IntStream.range(0, shape.layers()).forEach(this::putLayer);
  }

  private void putLayer(int layer) {
    String from = "model.layers." + layer + '.';
    String to = "blk." + layer + '.';
    int hidden = shape.hidden();
    int queries = shape.heads() * shape.headDim();
    int keys = shape.kvHeads() * shape.headDim();
    copy(to + "attn_norm.weight", from + "input_layernorm.weight", hidden);
    rotated(to + "attn_q.weight", from + "self_attn.q_proj.weight", queries);
    rotated(to + "attn_k.weight", from + "self_attn.k_proj.weight", keys);
    copy(to + "attn_v.weight", from + "self_attn.v_proj.weight", keys, hidden);
    copy(to + "attn_output.weight", from + "self_attn.o_proj.weight", hidden, queries);
    copy(to + "ffn_norm.weight", from + "post_attention_layernorm.weight", hidden);
    copy(to + "ffn_gate.weight", from + "mlp.gate_proj.weight", shape.feedForward(), hidden);
    copy(to + "ffn_up.weight", from + "mlp.up_proj.weight", shape.feedForward(), hidden);
    copy(to + "ffn_down.weight", from + "mlp.down_proj.weight", hidden, shape.feedForward());
  }

  private void copy(String name, String source, int... dimensions) {
    file.tensor(name, read(source, dimensions), dimensions);
  }

  /**
   * Queries and keys: Hugging Face rotates row i of a head with row i + headDim / 2, llama.cpp
   * rotates neighbours, so the two halves of each head are interleaved.
   */
  private void rotated(String name, String source, int rows) {
    int width = shape.hidden();
    int half = shape.headDim() / 2;
    float[] values = read(source, rows, width);
    float[] interleaved = new float[values.length];
    for (int row = 0; row < rows; row++) {
      int head = row / shape.headDim() * shape.headDim();
      int within = row - head;
      int target = head + 2 * (within % half) + within / half;
      System.arraycopy(values, row * width, interleaved, target * width, width);
    }
    file.tensor(name, interleaved, rows, width);
  }

  private float[] read(String source, int... dimensions) {
    return weights.read(source, dimensions).orElseThrow();
  }
}
