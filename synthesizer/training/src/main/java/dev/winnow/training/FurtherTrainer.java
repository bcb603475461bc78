package dev.winnow.training;

import ai.djl.Device;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelVersion;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a sampler of {@link Trainer} further, on generated problems of the training split. A
 * reward model judges better from such a body: it has to know what the sampler does not.
 */
public final class FurtherTrainer {
  private static final double WEIGHT_DECAY = 0.05;

  private FurtherTrainer() {}

  /**
   * Trains a model and writes it.
   *
   * @param sampler directory of the model to start from
   * @param directory directory of the model's files; created if missing, existing files are
   *     replaced
   * @throws dev.winnow.transformer.ModelLoadException if the model cannot be read
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread is interrupted; the weights are then not written
   */
  public static void train(
      FurtherTrainingConfig config, Path sampler, Path directory, TrainingListener listener)
      throws IOException, InterruptedException {
    ModelDirectory base = new ModelDirectory(sampler);
    LlamaConfig shape = base.shape();
    ModelFiles files = new ModelFiles(directory);
    try (HuggingFaceTokenizer tokenizer = base.openTokenizer();
        LlamaProgram program = new LlamaProgram(shape, Device.cpu())) {
      Parameters parameters = Parameters.read(base, program.manager());
      Optimizer optimizer = new Optimizer(program, parameters, UpdateRule.MUON, WEIGHT_DECAY);
      Batches batches = new Batches(tokenizer, config.batch(), config.mixture(), config.seed());
      new SamplerLoop(shape, optimizer, batches)
          .run(
              config.steps(),
              step -> LearningRate.at(step, config.rate(), config.warmup(), config.steps()),
              listener);
      files.write("tokenizer.json", Files.readAllBytes(base.tokenizer()));
      files.write("tokenizer_config.json", TokenizerFiles.config(shape.context()));
      files.writeConfig(shape);
      files.write(ModelVersion.FILE, ModelVersion.of(sampler).next().json());
      files.writeWeights(shape, parameters.values());
    }
  }
}
