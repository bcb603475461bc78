package dev.winnow.transformer;

import dev.winnow.transformer.WeightLayout.Weight;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model computes: the body is the same, the head and its weights differ. */
public enum ModelKind {
  /** The probabilities of the next token. */
  SAMPLER("ForCausalLM", "serve the model with vLLM and the openai engine") {
    @Override
    public List<Weight> layout(LlamaConfig config) {
      return WeightLayout.of(config);
    }
  },

  /** One number for a whole text. */
  REWARD("ForSequenceClassification", "serve the model with vLLM and ask for rewards over HTTP") {
    @Override
    public List<Weight> layout(LlamaConfig config) {
      return WeightLayout.ofReward(config);
    }
  };

  private final String suffix;
  private final String otherwise;

  ModelKind(String suffix, String otherwise) {
    this.suffix = suffix;
    this.otherwise = otherwise;
  }

  /** Returns the weights in the program's order. */
  public abstract List<Weight> layout(LlamaConfig config);

  /** Returns the architectures of {@code config.json} that are supported, sorted. */
  Set<String> architectures() {
    return Stream.of("Llama", "Mistral", "Qwen2")
        .map(family -> family + suffix)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns what to do with a model that is not supported. */
  String otherwise() {
    return otherwise;
  }
}
