package dev.winnow.transformer;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.winnow.transformer.RewardBatch.Group;
import dev.winnow.transformer.RewardBatch.Separate;
import dev.winnow.transformer.RewardBatch.Shared;
import dev.winnow.transformer.RewardBatch.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the program over batches of texts. Owns the model's native memory. */
final class RewardForward implements AutoCloseable {
  private final LlamaConfig config;
  private final LlamaProgram program;
  private final LoadedWeights loaded;

  /** Receives the logit of the text with this index. */
  @FunctionalInterface
  interface LogitConsumer {
    void accept(int index, float logit);
  }

  RewardForward(ModelDirectory directory, Placement placement) {
    config = directory.shape();
    program = new LlamaProgram(config, placement.resolveDevice());
    try {
      loaded = LoadedWeights.load(program, directory, placement);
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  int context() {
    return config.context();
  }

  void score(RewardBatch batch, LogitConsumer logits) {
    switch (batch) {
      case Separate separate -> separate(separate.texts(), logits);
      case Shared shared -> shared(shared.groups(), logits);
    }
  }

  @Override
  public void close() {
    program.close();
  }

  private void separate(List<Text> texts, LogitConsumer logits) {
    try (NDManager scope = program.manager().newSubManager()) {
      float[] scores =
          run(
              "score",
              scope,
              rows(scope, texts.stream().map(Text::ids).toList()),
              vector(scope, texts.stream().mapToLong(text -> text.length() - 1L).toArray()));
      for (int i = 0; i < scores.length; i++) {
        logits.accept(texts.get(i).index(), scores[i]);
      }
    }
  }

  private void shared(List<Group> groups, LogitConsumer logits) {
    List<long[]> heads = new ArrayList<>();
    List<Text> texts = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (Group group : groups) {
      heads.add(Arrays.copyOf(group.texts().getFirst().ids(), group.prefix()));
      for (Text text : group.texts()) {
        owners.add(heads.size() - 1);
        texts.add(text);
      }
    }
    List<long[]> tails = new ArrayList<>();
    long[] last = new long[texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      int prefix = heads.get(owners.get(i)).length;
      long[] ids = texts.get(i).ids();
      tails.add(Arrays.copyOfRange(ids, prefix, ids.length));
      last[i] = ids.length - prefix - 1L;
    }
    try (NDManager scope = program.manager().newSubManager()) {
      float[] scores =
          run(
              "score_shared",
              scope,
              rows(scope, heads),
              vector(scope, heads.stream().mapToLong(head -> head.length).toArray()),
              vector(scope, owners.stream().mapToLong(Integer::longValue).toArray()),
              rows(scope, tails),
              vector(scope, last));
      for (int i = 0; i < scores.length; i++) {
        logits.accept(texts.get(i).index(), scores[i]);
      }
    }
  }

  private float[] run(String method, NDManager scope, IValue... batch) {
    List<IValue> arguments = new ArrayList<>(List.of(batch));
    arguments.add(LlamaProgram.list(loaded.weights()));
    arguments.add(IValue.from(loaded.rotations().get(0)));
    arguments.add(IValue.from(loaded.rotations().get(1)));
    return program.run(
        method,
        scores -> scores.toTensor((PtNDManager) scope).toFloatArray(),
        arguments.toArray(IValue[]::new));
  }

  private static IValue vector(NDManager scope, long[] values) {
    return IValue.from((PtNDArray) scope.create(values));
  }

  /** Pads with id 0 on the right, which no position to the left of it sees. */
  private static IValue rows(NDManager scope, List<long[]> rows) {
    int time = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
    long[] padded = new long[rows.size() * time];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, padded, i * time, rows.get(i).length);
    }
    return IValue.from((PtNDArray) scope.create(padded, new Shape(rows.size(), time)));
  }
}
