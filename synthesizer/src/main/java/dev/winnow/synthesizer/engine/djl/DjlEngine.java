package dev.winnow.synthesizer.engine.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.PermanentSamplingException;
import dev.winnow.synthesizer.engine.SamplingException;
import dev.winnow.synthesizer.engine.TransientSamplingException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Samples in this process with PyTorch, from a Hugging Face directory of the Llama or Qwen2 family.
 *
 * <p>The same seed, model, device and tile size give the same text, whatever else is being sampled
 * (see {@link Tile}). Candidates of several trials are decoded together.
 */
public final class DjlEngine implements Engine {
  private static final int SMALLEST_CAPACITY = 64;

  private final ModelDirectory directory;
  private final ChatTemplate template;
  private final HuggingFaceTokenizer tokenizer;
  private final LlamaModel model;
  private final DjlEngineConfig config;
  private final DecodeLoop loop;
  private final Thread thread;

  /**
   * Loads a model.
   *
   * @throws ModelLoadException if the directory or the device cannot be used
   */
  public DjlEngine(DjlEngineConfig config) {
    this.config = config;
    this.directory = new ModelDirectory(config.modelDirectory());
    this.template = directory.chatTemplate();
    this.tokenizer = tokenizer(directory);
    this.model = new LlamaModel(directory, config);
    this.loop = new DecodeLoop(model, config, directory.endIds());
    this.thread = Thread.ofPlatform().name("djl-decode").daemon().start(loop);
  }

  @Override
  public void sample(Trial trial, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    long[] prompt = tokens(trial);
    Job job = new Job(trial, prompt, capacity(trial, prompt.length), this::decode, completions);
    loop.submit(job);
    try {
      job.done().get();
    } catch (InterruptedException e) {
      job.abandon();
      throw e;
    } catch (ExecutionException | CancellationException e) {
      throw e.getCause() instanceof SamplingException known
          ? known
          : new TransientSamplingException("decoding failed: " + e.getCause(), e);
    }
  }

  /** Twice what fits, so that seats never stay empty while a trial is on its way. */
  @Override
  public int concurrency() {
    return Math.max(2, 2 * config.maxRows() / config.tileRows());
  }

  @Override
  public String model() {
    return directory.name();
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      // The loop still uses the native memory: leave it to the end of the process.
      Thread.currentThread().interrupt();
      return;
    }
    model.close();
    tokenizer.close();
  }

  private long[] tokens(Trial trial) throws PermanentSamplingException {
    long[] tokens =
        tokenizer.encode(template.render(trial.getPrompt().getMessages()), false, false).getIds();
    if (tokens.length == 0 || tokens.length >= model.context()) {
      throw new PermanentSamplingException(
          "the prompt has %d tokens, model %s takes 1 to %d"
              .formatted(tokens.length, model(), model.context() - 1),
          null);
    }
    return tokens;
  }

  /**
   * Positions for prompt and response, rounded up to a power of two. It depends on the trial alone,
   * never on how busy the engine is.
   */
  private int capacity(Trial trial, int prompt) {
    long wanted = Math.min((long) prompt + trial.getSampling().getMaxTokens(), model.context());
    int capacity = SMALLEST_CAPACITY;
    while (capacity < wanted) {
      capacity *= 2;
    }
    return Math.min(capacity, Math.max(SMALLEST_CAPACITY, model.context()));
  }

  private String decode(long[] tokens) {
    return tokenizer.decode(tokens, true);
  }

  private static HuggingFaceTokenizer tokenizer(ModelDirectory directory) {
    try {
      return HuggingFaceTokenizer.newInstance(directory.tokenizer());
    } catch (IOException | RuntimeException e) {
      throw new ModelLoadException(
          directory.tokenizer() + " cannot be loaded: " + e.getMessage(), e);
    }
  }
}
