package dev.winnow.training;

import ai.djl.Device;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import dev.winnow.transformer.writer.BpeTrainer;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains a Llama from scratch on generated word problems and writes a Hugging Face directory.
 *
 * <ol>
 *   <li>A BPE vocabulary is trained on problems of the training split.
 *   <li>Each step generates a batch, runs loss and backward pass through the same TorchScript
 *       program that the engine samples with, and takes a step of the {@link Optimizer}.
 *   <li>After the last step the weights are split into the checkpoint's tensors and written.
 * </ol>
 *
 * The loss covers only the solution's tokens. Nothing is written before the end.
 */
public final class Trainer {
  private static final double WEIGHT_DECAY = 0.1;
  private static final int VOCABULARY_PROBLEMS = 2_000;

  private Trainer() {}

  /**
   * Trains a model and writes it.
   *
   * @param directory directory of the model's files; created if missing, existing files are
   *     replaced
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread is interrupted; the weights are then not written
   */
  public static void train(TrainingConfig config, Path directory, TrainingListener listener)
      throws IOException, InterruptedException {
    ModelFiles files = new ModelFiles(directory);
    ObjectNode tokenizerJson = TokenizerFiles.tokenizer(vocabulary(config));
    LlamaConfig shape = config.model();
    try (HuggingFaceTokenizer tokenizer = tokenizer(tokenizerJson);
        LlamaProgram program = new LlamaProgram(shape, Device.cpu())) {
      Parameters parameters = Parameters.random(shape, config.seed(), program.manager());
      Optimizer optimizer = new Optimizer(program, parameters, UpdateRule.ADAMW, WEIGHT_DECAY);
      Batches batches = new Batches(tokenizer, config.batch(), config.mixture(), config.seed());
      new SamplerLoop(shape, optimizer, batches).run(config.steps(), config::rateAt, listener);
      files.write("tokenizer.json", tokenizerJson);
      files.write("tokenizer_config.json", TokenizerFiles.config(TrainingConfig.CONTEXT));
      files.writeConfig(shape);
      files.writeWeights(shape, parameters.values());
    }
  }

  private static HuggingFaceTokenizer tokenizer(ObjectNode json) throws IOException {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), Map.of());
  }

  private static BpeTrainer.Vocabulary vocabulary(TrainingConfig config) {
    ProblemGenerator problems = new ProblemGenerator(Split.TRAIN, config.seed());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < VOCABULARY_PROBLEMS; i++) {
      for (Family family : Family.values()) {
        Problem problem = problems.next(family);
        texts.add(problem.question() + '\n' + problem.solution());
      }
    }
    return BpeTrainer.train(texts, TokenizerFiles.SPECIALS, config.vocabulary());
  }
}
