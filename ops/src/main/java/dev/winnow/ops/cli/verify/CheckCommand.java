package dev.winnow.ops.cli.verify;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.terminal.Printable;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.verifier.cases.CaseLine;
import dev.winnow.verifier.cases.CaseReader;
import dev.winnow.verifier.cases.ScoreTable;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    subcommands = CheckTestCommand.class,
    description = "Judges a response as the stream does, or scores a file of cases.",
    footer = {
      "",
      "Examples:",
      "  winnow check --gold '1/2' --response 'so the answer is $\\frac{1}{2}$.'",
      "  winnow check --type choice --reference B --response 'The correct option is B.'",
      "  winnow check --cases cases.jsonl --json",
      "  winnow check test contract.jsonl",
      "",
      "A case is a line {\"id\", \"type\", \"options\", \"prompt\"?, \"reference\", \"response\",",
      "\"expected\": \"ACCEPTED\" | \"REJECTED\" | \"UNDECIDED\"}; reference may be an array.",
      "",
      "Exit status: 0 accepted, or every case as expected; 1 otherwise, also where a line of",
      "the file is no case (such lines are named on standard error)."
    })
public final class CheckCommand implements Callable<Integer> {
  /** Cases hold responses, which may be longer than prompts. */
  private static final int MAX_CASE_BYTES = 64 << 20;

  static final class One {
    @Option(
        names = {"--reference", "--gold"},
        paramLabel = "TEXT",
        description =
            "A right answer, or a solution that ends with it; may be given several times.")
    private List<String> references = new ArrayList<>();

    @Option(
        names = "--response",
        paramLabel = "TEXT",
        required = true,
        description = "The response to judge.")
    private String response;

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        defaultValue = "math",
        completionCandidates = CheckTypes.class,
        description =
            "The check: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); 'winnow checks'"
                + " explains them.")
    private String type;

    @Option(
        names = "--option",
        paramLabel = "NAME=VALUE",
        description = "An option of the check; may be given several times.")
    private Map<String, String> options = new TreeMap<>();

    @Option(
        names = "--all-references",
        description = "The response must be right by every reference.")
    private boolean allReferences;
  }

  static final class Input {
    @ArgGroup(exclusive = false)
    private @Nullable One one;

    @Option(
        names = "--cases",
        paramLabel = "FILE",
        required = true,
        description = "Cases as JSON lines or a JSON array, plain or as .gz or .zst.")
    private @Nullable Path cases;
  }

  /** It is required, except by the subcommand. */
  @ArgGroup(exclusive = true)
  private @Nullable Input input;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Input given = input;
    if (given == null) {
      throw new ParameterException(
          spec.commandLine(), "want --response with what judges it, or --cases FILE");
    }
    boolean held =
        given.one != null ? judge(given.one, out) : score(Objects.requireNonNull(given.cases), out);
    out.flush();
    return held ? 0 : 1;
  }

  private boolean score(Path cases, PrintWriter out) throws IOException {
    List<CaseLine> lines = new ArrayList<>();
    Optional<String> damage = read(cases, lines);
    ScoreTable table = ScoreTable.of(lines);
    if (json.chosen()) {
      table.writeJson(out);
    } else {
      table.writeText(out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    table.bad().forEach(bad -> err.printf("%s line %d: %s%n", cases, bad.number(), bad.error()));
    damage.ifPresent(reason -> err.println(Printable.line(reason)));
    err.flush();
    return table.allHeld() && damage.isEmpty();
  }

  /** Adds every case that can be read; says why there may be more, where the file is damaged. */
  private static Optional<String> read(Path cases, List<CaseLine> lines) throws IOException {
    RowFile.problem(cases)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(Printable.line(problem));
            });
    CaseReader reader = new CaseReader();
    try (RowSource rows = RowFile.open(cases, MAX_CASE_BYTES)) {
      try {
        for (Optional<SourceLine> row = rows.next(); row.isPresent(); row = rows.next()) {
          lines.add(line(row.get(), reader));
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(
            "%s: damaged after %d cases: %s".formatted(cases, lines.size(), ReadErrors.reading(e)));
      }
    }
  }

  private static CaseLine line(SourceLine row, CaseReader reader) {
    int number = Math.toIntExact(row.number());
    return switch (row) {
      case SourceLine.Text text -> reader.read(text.text(), number);
      case SourceLine.Unreadable bad -> new CaseLine.Bad(number, bad.reason());
    };
  }

  private boolean judge(One one, PrintWriter out) {
    AvroTrust.install();
    Check check = RecordFactory.check(one.type, one.options);
    check.setAllReferences(one.allReferences);
    Finding found = Checks.compile(check).check(prompt(one.references), one.response);
    if (json.chosen()) {
      JsonOption.print(found, out);
      return found.outcome() == Outcome.ACCEPTED;
    }
    out.printf("outcome    %s%n", found.outcome());
    out.printf("reason     %s%n", found.reason());
    out.printf("extracted  %s%n", found.extracted().orElse(""));
    boolean isMath = one.type.equals("math") && one.options.isEmpty();
    if (isMath && one.references.size() == 1 && found.extracted().isPresent()) {
      explain(one.references.getFirst(), found.extracted().get(), out);
    }
    return found.outcome() == Outcome.ACCEPTED;
  }

  private static void explain(String reference, String extracted, PrintWriter out) {
    MathFinding found = new MathVerifier(MathPolicy.defaults()).compare(reference, extracted);
    out.printf("rule       %s%n", found.rule());
    out.printf("reference  %s%n", found.normalizedReference());
    out.printf("candidate  %s%n", found.normalizedCandidate());
  }

  private static Prompt prompt(List<String> references) {
    return Prompt.newBuilder()
        .setId("response")
        .setRecipe("check")
        .setMessages(List.of())
        .setReference(references.isEmpty() ? null : references.getFirst())
        .setOtherReferences(references.stream().skip(1).toList())
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
