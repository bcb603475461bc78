package dev.winnow.ops.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.terminal.Printable;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.verifier.contract.ContractCase;
import dev.winnow.verifier.contract.ContractRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Tests that checks, such as your own, keep to the contract of every check.",
    footer = {
      "",
      "A case is a line {\"id\", \"kind\", \"type\", \"options\", \"prompt\"?, \"reference\","
          + " \"response\"}.",
      "",
      "  full         must be accepted",
      "  zero         must be rejected",
      "  malformed    must not be accepted",
      "  determinism  must have one finding in 60 runs, on several threads, of several instances",
      "",
      "A check needs a case of each kind. With every case, the check must not fail on hostile",
      "variations of the response, up to 500,000 characters long, nor take longer than --within.",
      "",
      "Exit status: 0 every check keeps its contract; 1 otherwise."
    })
final class CheckTestCommand implements Callable<Integer> {
  private static final int MAX_CASE_BYTES = 64 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Parameters(
      paramLabel = "FILE",
      description = "Cases as JSON lines or a JSON array, plain or as .gz or .zst.")
  private Path file;

  @Option(
      names = "--within",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "Most milliseconds of one check (default: ${DEFAULT-VALUE}).")
  private int within;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  private final List<ContractCase> cases = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What became of the cases. */
  private record Tested(List<TestedCase> cases, List<String> problems) {}

  /**
   * What became of one case.
   *
   * @param kept whether its check keeps the contract
   */
  private record TestedCase(String id, String kind, String type, boolean kept) {}

  @Override
  public Integer call() throws IOException {
    read();
    if (cases.isEmpty() && problems.isEmpty()) {
      problems.add("the file has no case");
    }
    problems.addAll(ContractRun.missing(cases));
    List<TestedCase> tested = new ArrayList<>();
    try (ContractRun run = new ContractRun(Duration.ofMillis(within))) {
      for (ContractCase one : cases) {
        List<String> broken = run.broken(one);
        TestedCase result =
            new TestedCase(
                one.id(), one.kind().word(), one.item().check().getType(), broken.isEmpty());
        tested.add(result);
        print(result);
        broken.forEach(problem -> problems.add(one.id() + ": " + problem));
      }
    }
    printEnd(tested);
    return problems.isEmpty() ? 0 : 1;
  }

  /** People see each case as soon as it is tested. */
  private void print(TestedCase result) {
    if (!json.chosen()) {
      spec.commandLine()
          .getOut()
          .printf(
              "%-5s %-12s %-16s %s%n",
              result.kept() ? "ok" : "FAIL",
              result.kind(),
              Printable.line(result.type()),
              Printable.line(result.id()));
    }
  }

  private void printEnd(List<TestedCase> tested) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(new Tested(tested, problems), out);
      return;
    }
    problems.forEach(problem -> out.println(Printable.line(problem)));
    out.printf("%d cases, %d problems%n", cases.size(), problems.size());
    out.flush();
  }

  private void read() throws IOException {
    RowFile.problem(file)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(Printable.line(problem));
            });
    try (RowSource rows = RowFile.open(file, MAX_CASE_BYTES)) {
      for (Optional<SourceLine> row = rows.next(); row.isPresent(); row = rows.next()) {
        read(row.get());
      }
    } catch (IOException e) {
      problems.add("damaged after %d cases: %s".formatted(cases.size(), ReadErrors.reading(e)));
    }
  }

  private void read(SourceLine row) {
    try {
      switch (row) {
        case SourceLine.Text text -> add(MAPPER.readTree(text.text()));
        case SourceLine.Unreadable bad -> problem(row, bad.reason());
      }
    } catch (JsonProcessingException e) {
      problem(row, "not JSON: " + ReadErrors.json(e));
    } catch (IllegalArgumentException e) {
      problem(row, String.valueOf(e.getMessage()));
    }
  }

  private void add(JsonNode row) {
    ContractCase one = ContractCase.of(row);
    if (cases.stream().anyMatch(other -> other.id().equals(one.id()))) {
      throw new IllegalArgumentException("id \"%s\" is already used".formatted(one.id()));
    }
    cases.add(one);
  }

  private void problem(SourceLine row, String reason) {
    problems.add("line %d: %s".formatted(row.number(), reason));
  }
}
