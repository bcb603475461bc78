package dev.winnow.transformer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.Reward.Failed;
import dev.winnow.transformer.Reward.Scored;
import dev.winnow.transformer.Reward.TooLong;
import dev.winnow.transformer.RewardBatch.Separate;
import dev.winnow.transformer.RewardBatch.Text;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A reward model in this process: a body of the Llama, Mistral or Qwen2 family with a head of one
 * label.
 *
 * <ol>
 *   <li>The chat template writes the prompt's chat with the response as the assistant's turn; the
 *       tokens begin with exactly one begin-of-text token where the model has one.
 *   <li>A text longer than the context is {@link TooLong}; it is never cut.
 *   <li>Texts of the same prompt share the computation of their common beginning; batches hold
 *       texts of similar length and a bounded number of tokens.
 *   <li>The score is the raw logit at the last token that is not the padding token.
 * </ol>
 *
 * A text's score does not depend on the others but for rounding. Used by one thread at a time;
 * close frees all native memory.
 */
public final class RewardModel implements AutoCloseable {
  private static final RewardBatches BATCHES = new RewardBatches(8_192, 32L << 20);

  private final ModelDirectory directory;
  private final RewardText text;
  private final RewardForward forward;
  private final OptionalLong pad;

  private RewardModel(ModelDirectory directory, RewardText text, RewardForward forward) {
    this.directory = directory;
    this.text = text;
    this.forward = forward;
    this.pad = directory.padId();
  }

  /**
   * Loads a Hugging Face directory.
   *
   * @throws ModelLoadException if the directory or the device cannot be used
   */
  public static RewardModel load(Path directory, Placement placement) {
    ModelDirectory files = new ModelDirectory(directory, ModelKind.REWARD);
    HuggingFaceTokenizer tokenizer = files.openTokenizer();
    try {
      return new RewardModel(
          files, RewardText.of(files, tokenizer), new RewardForward(files, placement));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Returns the name of the model's directory. */
  public String name() {
    return directory.name();
  }

  /** Returns the maximum number of tokens of a text. */
  public int context() {
    return forward.context();
  }

  /** Returns the rewards of these texts, in their order. */
  public List<Reward> score(List<Conversation> texts) {
    Reward[] rewards = new Reward[texts.size()];
    int[] tokens = new int[texts.size()];
    Map<List<Map<String, Object>>, List<Text>> prompts = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        long[] ids = text.ids(texts.get(i));
        tokens[i] = ids.length;
        if (ids.length > context()) {
          rewards[i] = new TooLong(ids.length);
        } else if (ids.length == 0) {
          rewards[i] = new Failed("the text is empty");
        } else {
          prompts
              .computeIfAbsent(texts.get(i).messages(), prompt -> new ArrayList<>())
              .add(new Text(i, upToLast(ids)));
        }
      } catch (TemplateException e) {
        rewards[i] = new Failed("the chat template: " + e.getMessage());
      }
    }
    for (RewardBatch batch : BATCHES.of(List.copyOf(prompts.values()))) {
      forward.score(batch, (index, logit) -> rewards[index] = reward(logit, tokens[index]));
    }
    return List.of(rewards);
  }

  /**
   * Returns a forward pass over these texts as one padded batch, whatever its size: the reference
   * of tests and benchmarks.
   *
   * @param texts at least one; each must have a score
   * @throws IllegalArgumentException if a text is longer than the context, or empty
   */
  public PlainPass plainPass(List<Conversation> texts) {
    List<Text> batch = new ArrayList<>();
    long tokens = 0;
    for (Conversation conversation : texts) {
      long[] ids = text.ids(conversation);
      if (ids.length == 0 || ids.length > context()) {
        throw new IllegalArgumentException(
            "text %d has %d tokens, want 1 to %d".formatted(batch.size(), ids.length, context()));
      }
      tokens += ids.length;
      batch.add(new Text(batch.size(), upToLast(ids)));
    }
    return new PlainPass(forward, new Separate(List.copyOf(batch)), tokens);
  }

  @Override
  public void close() {
    forward.close();
    text.tokenizer().close();
  }

  /** Returns the ids up to the last that is not padding: later ones do not change its logit. */
  private long[] upToLast(long[] ids) {
    int last = ids.length - 1;
    while (last > 0 && pad.isPresent() && ids[last] == pad.getAsLong()) {
      last--;
    }
    return Arrays.copyOf(ids, last + 1);
  }

  private static Reward reward(float logit, int tokens) {
    return Float.isFinite(logit)
        ? new Scored(logit, tokens)
        : new Failed("the model's logit is %s".formatted(logit));
  }
}
