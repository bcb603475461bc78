package dev.winnow.ops.cli.prompt;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.demo.ProblemFile;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Reach;
import dev.winnow.training.problem.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "problems",
    mixinStandardHelpOptions = true,
    description = {
      "Writes generated word problems with their answers as a file of prompts, the same for the"
          + " same options.",
      "They are held out: the shipped model was trained on none of them."
    },
    footer = {
      "",
      "Examples:",
      "  winnow problems prompts.jsonl",
      "  winnow problems --family chain --family big-times --prompts 200 hard.jsonl",
      "  winnow problems --beyond --prompts 20 beyond.jsonl"
    })
public final class ProblemsCommand implements Callable<Integer> {
  /** A family has at least a few thousand problems; to draw different ones must stay easy. */
  private static final int MAX_PROMPTS = 1_000;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "40",
      description = "Problems of each family, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which problems (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      description = "A family to write, such as chain; may be repeated (default: all six).")
  private List<String> families = List.of();

  @Option(
      names = "--training-problems",
      description = "Write problems that the shipped model may have been trained on instead.")
  private boolean trainingProblems;

  @Option(
      names = "--beyond",
      description =
          "Write problems whose numbers are larger than any in the training, by half at most; their"
              + " families' names end in -beyond.")
  private boolean beyond;

  @Parameters(paramLabel = "FILE", description = "The file to write, JSON lines.")
  private Path file;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  /** What was written. */
  private record Written(String file, int prompts) {}

  @Override
  public Integer call() throws IOException {
    if (prompts < 1 || prompts > MAX_PROMPTS) {
      throw new ParameterException(
          spec.commandLine(), "--prompts: want 1 to %d, not %d".formatted(MAX_PROMPTS, prompts));
    }
    Reach reach = beyond ? Reach.BEYOND : Reach.WITHIN;
    Split split = trainingProblems ? Split.TRAIN : Split.HELD_OUT;
    List<Problem> problems =
        ProblemFile.problems(new ProblemGenerator(split, reach, seed), chosen(), prompts);
    ProblemFile.write(file, problems, reach);
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(new Written(file.toString(), problems.size()), out);
    } else {
      out.printf("%,d prompts in %s%n", problems.size(), file);
      out.flush();
    }
    return 0;
  }

  private List<Family> chosen() {
    List<Family> all = List.of(Family.values());
    return families.isEmpty()
        ? all
        : families.stream().distinct().map(name -> family(name, all)).toList();
  }

  private Family family(String name, List<Family> all) {
    Stream<Family> found =
        all.stream().filter(family -> family.label().equals(name.toLowerCase(Locale.ROOT)));
    return found
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--family: there is no '%s', only %s"
                        .formatted(name, all.stream().map(Family::label).toList())));
  }
}
