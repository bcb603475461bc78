package dev.winnow.ops.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Prompt;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Reach;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Word problems as prompts, and as files of prompts. */
public final class ProblemFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProblemFile() {}

  /** Returns the demo's problems: as many different ones of each family, the families in turn. */
  static List<Problem> problems(DemoConfig config) {
    return problems(
        new ProblemGenerator(config.split(), config.seed()),
        List.of(Family.values()),
        config.prompts());
  }

  /**
   * Returns as many different problems of each family, the families in turn.
   *
   * @param prompts problems of each family, far fewer than there are
   */
  public static List<Problem> problems(
      ProblemGenerator generator, List<Family> families, int prompts) {
    Set<String> questions = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      for (Family family : families) {
        Problem problem = generator.next(family);
        while (!questions.add(problem.question())) {
          problem = generator.next(family);
        }
        problems.add(problem);
      }
    }
    return List.copyOf(problems);
  }

  /** Returns the problems as prompts with their answers, as a reader of their file gives them. */
  public static List<Prompt> prompts(DemoConfig config, PromptReader reader) throws IOException {
    List<Prompt> prompts = new ArrayList<>();
    for (Problem problem : problems(config)) {
      prompts.add(
          reader.read(JSON.writeValueAsString(fields(problem, true)), "loop", Instant.EPOCH));
    }
    return prompts;
  }

  /**
   * Writes a line for each problem.
   *
   * @param withReferences whether the lines have the answers
   */
  static void write(Path file, List<Problem> problems, boolean withReferences) throws IOException {
    write(file, problems, problem -> fields(problem, withReferences));
  }

  /**
   * Writes a line with its answer and its worked solution for each problem.
   *
   * @param reach the family's name says when it is beyond the training
   */
  public static void write(Path file, List<Problem> problems, Reach reach) throws IOException {
    String suffix = reach == Reach.BEYOND ? "-beyond" : "";
    write(
        file,
        problems,
        problem -> {
          Map<String, Object> fields = fields(problem, true);
          fields.put("family", problem.family().label() + suffix);
          fields.put("solution", problem.solution());
          return fields;
        });
  }

  private static void write(
      Path file, List<Problem> problems, Function<Problem, Map<String, Object>> line)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Problem problem : problems) {
        out.write(JSON.writeValueAsString(line.apply(problem)));
        out.write('\n');
      }
    }
  }

  private static Map<String, Object> fields(Problem problem, boolean withReference) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("prompt", problem.question());
    fields.put("family", problem.family().label());
    fields.put("level", problem.family().level());
    if (withReference) {
      fields.put("reference", problem.answer());
    }
    return fields;
  }
}
