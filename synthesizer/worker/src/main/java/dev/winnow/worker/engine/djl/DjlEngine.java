package dev.winnow.worker.engine.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.transformer.ChatTemplateFile;
import dev.winnow.transformer.LlamaModel;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.ModelVersion;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.TransientSamplingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * Samples in this process with PyTorch, from a Hugging Face directory of the Llama or Qwen2 family.
 *
 * <p>The same seed, model, device and batch size give the same text, whatever else is being sampled
 * (see {@link Batch}). Candidates of several requests are decoded together.
 */
public final class DjlEngine implements Engine {
  private static final int SMALLEST_CAPACITY = 64;

  private final ModelDirectory directory;
  private final ModelVersion version;
  private final PromptText text;
  private final HuggingFaceTokenizer tokenizer;
  private final LlamaModel model;
  private final DjlEngineConfig config;
  private final DecodeLoop loop;
  private final Thread thread;

  /** The write lock is held while native memory is freed, so that no caller encodes with it. */
  private final ReadWriteLock usable = new ReentrantReadWriteLock();

  /**
   * Loads a model. A link is followed once, so that all files are of one model.
   *
   * @throws ModelLoadException if the directory or the device cannot be used
   */
  public DjlEngine(DjlEngineConfig config) {
    this.config = config;
    Path resolved = ModelVersion.resolved(config.modelDirectory());
    this.directory = new ModelDirectory(resolved);
    this.version = ModelVersion.of(resolved);
    this.text = new PromptText(ChatTemplateFile.of(resolved, config.chatTemplate()));
    this.tokenizer = directory.openTokenizer();
    this.model = new LlamaModel(directory, config.placement());
    this.loop = new DecodeLoop(model, config, directory.endIds());
    this.thread = Thread.ofPlatform().name("djl-decode").daemon().start(loop);
  }

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    long[] prompt = tokens(request);
    SequenceGroup group =
        new SequenceGroup(
            request, prompt, capacity(request, prompt.length), this::decode, completions);
    loop.submit(group);
    try {
      group.done().get();
    } catch (InterruptedException e) {
      group.abandon();
      throw e;
    } catch (ExecutionException | CancellationException e) {
      throw e.getCause() instanceof SamplingException known
          ? known
          : new TransientSamplingException("decoding failed: " + e.getCause(), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Twice the capacity, so that slots do not stay empty while a request is in transit.
   */
  @Override
  public int concurrency() {
    return Math.max(2, 2 * config.maxRows() / config.batchRows());
  }

  @Override
  public String model() {
    return version.name();
  }

  @Override
  public Optional<Integer> modelVersion() {
    return Optional.of(version.version());
  }

  @Override
  public EngineLoad load() {
    return loop.load();
  }

  @Override
  public boolean healthy() {
    return loop.isRunning();
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      // The loop still uses the native memory, which is therefore not freed before the process
      // ends.
      Thread.currentThread().interrupt();
      return;
    }
    usable.writeLock().lock();
    try {
      model.close();
      tokenizer.close();
    } finally {
      usable.writeLock().unlock();
    }
  }

  private long[] encode(String text) throws TransientSamplingException {
    usable.readLock().lock();
    try {
      if (!loop.isRunning()) {
        throw DecodeLoop.stopped(null);
      }
      return tokenizer.encode(text, false, false).getIds();
    } finally {
      usable.readLock().unlock();
    }
  }

  private long[] tokens(SamplingRequest request) throws SamplingException {
    long[] tokens = encode(text.of(request.getPrompt()));
    if (tokens.length == 0 || tokens.length >= model.context()) {
      throw new PermanentSamplingException(
          FailureCodes.CONTEXT_LENGTH,
          "the prompt has %d tokens, model %s takes 1 to %d"
              .formatted(tokens.length, model(), model.context() - 1),
          null);
    }
    return tokens;
  }

  /**
   * Returns the positions for prompt and response, rounded up to a power of two. They depend only
   * on the request, never on the load of the engine.
   */
  private int capacity(SamplingRequest request, int prompt) {
    long wanted = Math.min((long) prompt + request.getSampling().getMaxTokens(), model.context());
    int capacity = SMALLEST_CAPACITY;
    while (capacity < wanted) {
      capacity *= 2;
    }
    return Math.min(capacity, model.context());
  }

  private String decode(long[] tokens) {
    return tokenizer.decode(tokens, true);
  }
}
