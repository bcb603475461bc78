package dev.winnow.training;

import ai.djl.Device;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.training.GradientCollector;
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
 *       program that the engine samples with, and applies AdamW (Loshchilov and Hutter, arXiv
 *       1711.05101) with the gradient norm clipped to 1.
 *   <li>After the last step the weights are split into the checkpoint's tensors and written.
 * </ol>
 *
 * The loss covers only the solution's tokens. Nothing is written before the end.
 */
public final class Trainer {
  private static final double WEIGHT_DECAY = 0.1;
  private static final double CLIP = 1.0;
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
      Parameters parameters = new Parameters(shape, config.seed(), program.manager());
      List<PtNDArray> rotations =
          program.rotations(shape.rope(), shape.context(), shape.headDim(), program.manager());
      Batches batches = new Batches(config, tokenizer);
      long tokens = 0;
      for (int step = 1; step <= config.steps(); step++) {
        if (Thread.interrupted()) {
          throw new InterruptedException("training was interrupted at step " + step);
        }
        TrainingBatch batch = batches.next();
        double loss = backward(program, parameters, rotations, batch);
        update(program, parameters, config, step);
        tokens += (long) batch.rows() * batch.time();
        listener.onStep(step, loss, tokens);
      }
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

  private static double backward(
      LlamaProgram program, Parameters parameters, List<PtNDArray> rotations, TrainingBatch batch) {
    try (NDManager scope = program.manager().newSubManager();
        GradientCollector collector = ai.djl.engine.Engine.getInstance().newGradientCollector()) {
      Shape shape = new Shape(batch.rows(), batch.time());
      NDArray method = scope.create(0f);
      method.setName("module_method:loss");
      NDList arguments =
          new NDList(
              scope.create(batch.ids(), shape),
              scope.create(batch.targets(), shape),
              rotations.get(0),
              rotations.get(1),
              method);
      for (PtNDArray weight : parameters.weights) {
        weight.setName("w[]");
        arguments.add(weight);
      }
      NDArray loss = IValueUtils.forward(program.block(), arguments, true).singletonOrThrow();
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private static void update(
      LlamaProgram program, Parameters parameters, TrainingConfig config, int step) {
    try (NDManager scope = program.manager().newSubManager()) {
      List<PtNDArray> gradients = parameters.gradients();
      gradients.forEach(gradient -> gradient.attach(scope));
      program.run(
          "adamw",
          norm -> norm.toTensor((PtNDManager) scope),
          LlamaProgram.list(parameters.learned),
          LlamaProgram.list(gradients),
          LlamaProgram.list(parameters.mean),
          LlamaProgram.list(parameters.variance),
          IValue.from(config.rateAt(step)),
          IValue.from((long) step),
          IValue.from(WEIGHT_DECAY),
          IValue.from(CLIP));
    }
  }
}
