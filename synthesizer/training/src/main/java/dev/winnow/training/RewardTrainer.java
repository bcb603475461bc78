package dev.winnow.training;

import ai.djl.Device;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.training.PairBatches.Tokens;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a reward model from judged responses and writes a Hugging Face directory.
 *
 * <ol>
 *   <li>The body is a sampler that {@link Trainer} trained, and stays as it is. On top of it are
 *       new layers that rank responses as the sampler's likelihood does (see {@link
 *       SurpriseLayers}). Only the head learns.
 *   <li>Each step compares accepted with rejected responses: the loss is -log sigmoid(r_accepted -
 *       r_rejected), where r is the head's number at the text's last token, and for responses of
 *       one prompt also where they begin to differ (see {@link PairBatch}). To it comes the mean of
 *       -log sigmoid(r) of accepted and of -log sigmoid(-r) of rejected responses.
 *   <li>After the last step the weights are rounded to bfloat16 and written.
 * </ol>
 *
 * Prompts of {@link RewardSplit#MEASURING} are left out. Nothing is written before the end.
 */
public final class RewardTrainer {
  private static final double WEIGHT_DECAY = 0.05;

  private RewardTrainer() {}

  /**
   * Trains a model and writes it.
   *
   * @param sampler directory of the model to start from
   * @param examples judged responses; texts longer than the sampler's context are left out
   * @param directory directory of the model's files; created if missing, existing files are
   *     replaced
   * @throws IllegalArgumentException if no training prompt has both kinds of responses
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted; the weights are then not written
   */
  public static void train(
      RewardTrainingConfig config,
      Path sampler,
      Iterable<RewardExample> examples,
      Path directory,
      TrainingListener listener)
      throws IOException, InterruptedException {
    ModelDirectory base = new ModelDirectory(sampler);
    InitialReward initial = initial(base, config.seed());
    LlamaConfig shape = initial.config();
    PairBatches batches =
        new PairBatches(
            tokenized(examples, base, shape.context()), config.prompts(), config.seed());
    try (LlamaProgram program = new LlamaProgram(shape, Device.cpu())) {
      Parameters parameters = Parameters.reward(initial, program.manager());
      Optimizer optimizer = new Optimizer(program, parameters, UpdateRule.ADAMW, WEIGHT_DECAY);
      List<PtNDArray> rotations =
          program.rotations(shape.rope(), shape.context(), shape.headDim(), program.manager());
      long tokens = 0;
      for (int step = 1; step <= config.steps(); step++) {
        if (Thread.interrupted()) {
          throw new InterruptedException("training was interrupted at step " + step);
        }
        PairBatch batch = batches.next();
        double rate = LearningRate.at(step, config.rate(), config.warmup(), config.steps());
        double loss =
            optimizer.step("reward", scope -> inputs(batch, rotations, scope), rate, step);
        tokens += (long) batch.rows() * batch.time();
        listener.onStep(step, loss, tokens);
      }
      write(base, shape, parameters, new ModelFiles(directory));
    }
  }

  private static void write(
      ModelDirectory base, LlamaConfig shape, Parameters parameters, ModelFiles files)
      throws IOException {
    files.write("tokenizer.json", Files.readAllBytes(base.tokenizer()));
    files.write("tokenizer_config.json", TokenizerFiles.rewardConfig(shape.context()));
    files.writeRewardConfig(shape);
    files.writeRewardWeights(shape, parameters.values());
  }

  private static InitialReward initial(ModelDirectory base, long seed) {
    try (HuggingFaceTokenizer tokenizer = base.openTokenizer()) {
      return InitialReward.of(base, tokenizer, seed);
    }
  }

  private static Map<String, List<Tokens>> tokenized(
      Iterable<RewardExample> examples, ModelDirectory base, int context) {
    Map<String, List<Tokens>> families = new LinkedHashMap<>();
    int prompts = 0;
    try (HuggingFaceTokenizer tokenizer = base.openTokenizer()) {
      for (RewardExample example : examples) {
        if (RewardSplit.of(example.prompt()) == RewardSplit.TRAINING) {
          families
              .computeIfAbsent(example.family(), family -> new ArrayList<>())
              .add(
                  new Tokens(
                      prompts++,
                      ids(tokenizer, example.prompt(), example.accepted(), context),
                      ids(tokenizer, example.prompt(), example.rejected(), context)));
        }
      }
    }
    return families;
  }

  private static List<long[]> ids(
      HuggingFaceTokenizer tokenizer, String prompt, List<String> responses, int context) {
    return responses.stream()
        .map(response -> TokenizerFiles.answered(prompt, response))
        .map(text -> tokenizer.encode(text, false, false).getIds())
        .filter(ids -> ids.length <= context)
        .toList();
  }

  private static NDList inputs(PairBatch batch, List<PtNDArray> rotations, NDManager scope) {
    return new NDList(
        scope.create(batch.ids(), new Shape(batch.rows(), batch.time())),
        scope.create(batch.ends()),
        scope.create(batch.labels()),
        scope.create(batch.better()),
        scope.create(batch.worse()),
        scope.create(batch.weights()),
        rotations.get(0),
        rotations.get(1));
  }
}
