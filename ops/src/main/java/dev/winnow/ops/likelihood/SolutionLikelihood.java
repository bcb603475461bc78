package dev.winnow.ops.likelihood;

import dev.winnow.schemas.Prompt;
import dev.winnow.training.ResponseLikelihood;
import dev.winnow.training.TuningExample.Supervised;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How likely a model is to sample the worked solution of each prompt, at temperature 1.
 *
 * @param model directory of the model
 * @param prompts in the order in which they were given
 */
public record SolutionLikelihood(String model, List<Solved> prompts) {
  /** Metadata field of a prompt that holds its worked solution. */
  public static final String SOLUTION = "solution";

  /**
   * A prompt.
   *
   * @param family the prompt's family, or {@code -}
   * @param probability that a sampled response is the solution, 0 to 1
   */
  public record Solved(String id, String family, double probability) {}

  /**
   * Measures a model.
   *
   * @throws dev.winnow.transformer.ModelLoadException if the model cannot be read
   * @throws IllegalArgumentException if a prompt has no solution, or is too long for the model
   */
  public static SolutionLikelihood of(Path model, List<Prompt> prompts) {
    double[] logs =
        ResponseLikelihood.log(model, prompts.stream().map(SolutionLikelihood::example).toList());
    List<Solved> solved = new ArrayList<>();
    for (int i = 0; i < logs.length; i++) {
      Prompt prompt = prompts.get(i);
      String family = prompt.getMetadata().getOrDefault("family", "-");
      solved.add(new Solved(prompt.getId(), family, Math.exp(logs[i])));
    }
    return new SolutionLikelihood(model.toString(), solved);
  }

  /** Returns the mean probability of each family, in the order of their names. */
  public Map<String, Double> families() {
    return prompts.stream()
        .collect(
            Collectors.groupingBy(
                Solved::family, TreeMap::new, Collectors.averagingDouble(Solved::probability)));
  }

  private static Supervised example(Prompt prompt) {
    String solution = prompt.getMetadata().get(SOLUTION);
    if (solution == null) {
      throw new IllegalArgumentException(
          "prompt '%s' has no field 'solution'; 'winnow problems' writes prompts that have one"
              .formatted(prompt.getId()));
    }
    List<Map<String, Object>> messages =
        prompt.getMessages().stream()
            .map(
                message ->
                    Map.<String, Object>of(
                        "role",
                        Objects.requireNonNull(message.getRole()),
                        "content",
                        Objects.requireNonNull(message.getContent())))
            .toList();
    return new Supervised(messages, solution);
  }
}
