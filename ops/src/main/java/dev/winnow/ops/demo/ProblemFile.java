package dev.winnow.ops.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes a prompt file of word problems. */
final class ProblemFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProblemFile() {}

  /**
   * Writes this many different problems of each family, the families in turn; returns the total
   * number.
   */
  static int write(Path file, int perFamily, Split split, long seed) throws IOException {
    ProblemGenerator problems = new ProblemGenerator(split, seed);
    Set<String> questions = new HashSet<>();
    Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < perFamily; i++) {
        for (Family family : Family.values()) {
          Problem problem = problems.next(family);
          while (!questions.add(problem.question())) {
            problem = problems.next(family);
          }
          out.write(line(problem));
          out.write('\n');
        }
      }
    }
    return questions.size();
  }

  private static String line(Problem problem) throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "prompt", problem.question(),
            "reference", problem.answer(),
            "family", problem.family().label(),
            "level", problem.family().level()));
  }
}
