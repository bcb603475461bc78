package dev.winnow.transformer.writer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.transformer.writer.BpeTrainer.Merge;
import dev.winnow.transformer.writer.BpeTrainer.Vocabulary;
import java.util.List;

/** The tokenizer's files in Hugging Face layout. */
public final class TokenizerFiles {
  public static final String BEGIN = "<|begin|>";
  public static final String END = "<|end|>";
  public static final List<String> SPECIALS = List.of(BEGIN, END);
  public static final int BEGIN_ID = 0;
  public static final int END_ID = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT_TEMPLATE =
      "{{ bos_token }}{% for message in messages %}{{ message['content'] }}\n{% endfor %}";

  /**
   * The response ends with the end token, as the sampler's training problems do. The end of a line
   * is an expression, because Jinja drops one that follows a block.
   */
  private static final String REWARD_TEMPLATE =
      "{{ bos_token }}{% for message in messages %}{{ message['content'] }}{% if loop.last and"
          + " message['role'] == 'assistant' %}{{ eos_token }}{% else %}{{ '\\n"
          + "' }}{% endif %}{% endfor %}";

  private TokenizerFiles() {}

  /**
   * Returns a question as the model sees it: the chat template applied to a single user message.
   */
  public static String question(String text) {
    return BEGIN + text + '\n';
  }

  /**
   * Returns a question and its response as a reward model sees them: {@link #rewardConfig}'s
   * template applied to both.
   */
  public static String answered(String question, String response) {
    return question(question) + response + END;
  }

  /** Returns {@code tokenizer.json}. */
  public static ObjectNode tokenizer(Vocabulary vocabulary) {
    ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id = 0; id < SPECIALS.size(); id++) {
      added
          .addObject()
          .put("id", id)
          .put("content", SPECIALS.get(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    root.putNull("normalizer");
    ObjectNode split = root.putObject("pre_tokenizer").put("type", "Sequence");
    ArrayNode steps = split.putArray("pretokenizers");
    steps.addObject().put("type", "Digits").put("individual_digits", true);
    steps.add(byteLevel());
    root.putNull("post_processor");
    root.set("decoder", byteLevel());
    root.set("model", model(vocabulary));
    return root;
  }

  /** Returns {@code tokenizer_config.json} of a sampler with this context, in tokens. */
  public static ObjectNode config(int context) {
    return config(context, CHAT_TEMPLATE);
  }

  /** Returns {@code tokenizer_config.json} of a reward model with this context, in tokens. */
  public static ObjectNode rewardConfig(int context) {
    return config(context, REWARD_TEMPLATE);
  }

  private static ObjectNode config(int context, String template) {
    return JSON.createObjectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("bos_token", BEGIN)
        .put("eos_token", END)
        .put("clean_up_tokenization_spaces", false)
        .put("model_max_length", context)
        .put("chat_template", template);
  }

  private static ObjectNode byteLevel() {
    return JSON.createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode model(Vocabulary vocabulary) {
    ObjectNode model = JSON.createObjectNode().put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false);
    ObjectNode ids = model.putObject("vocab");
    for (int id = 0; id < vocabulary.tokens().size(); id++) {
      ids.put(vocabulary.tokens().get(id), id);
    }
    ArrayNode merges = model.putArray("merges");
    for (Merge merge : vocabulary.merges()) {
      merges.add(merge.left() + ' ' + merge.right());
    }
    return model;
  }
}
