package dev.winnow.ops.cli;

import dev.winnow.verifier.cases.CaseFile;
import dev.winnow.verifier.cases.CaseReport;
import dev.winnow.verifier.cases.CaseScorer;
import dev.winnow.verifier.math.MathFinding;
import dev.winnow.verifier.math.MathVerifier;
import dev.winnow.verifier.math.equal.MathPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Judges a response against a reference with the math check, or scores a file of cases.",
    footer = {
      "",
      "Examples:",
      "  winnow check --gold '1/2' --response 'so the answer is $\\frac{1}{2}$.'",
      "  winnow check --cases cases.jsonl --format json",
      "",
      "Exit status: 0 equal, or every case held; 1 otherwise."
    })
final class CheckCommand implements Callable<Integer> {
  enum Output {
    TEXT,
    JSON
  }

  static final class One {
    @Option(
        names = "--gold",
        required = true,
        description = "The reference: an answer, or a solution that ends with it.")
    private String gold;

    @Option(names = "--response", required = true, description = "The response to judge.")
    private String response;
  }

  static final class Input {
    @ArgGroup(exclusive = false)
    private @Nullable One one;

    @Option(
        names = "--cases",
        paramLabel = "FILE",
        required = true,
        description = "Cases as JSON Lines.")
    private @Nullable Path cases;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Input input;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MathVerifier verifier = new MathVerifier(MathPolicy.defaults());
    PrintWriter out = spec.commandLine().getOut();
    boolean held = input.one != null ? judge(verifier, input.one, out) : score(verifier, out);
    out.flush();
    return held ? 0 : 1;
  }

  private boolean score(MathVerifier verifier, PrintWriter out) throws IOException {
    Path cases = java.util.Objects.requireNonNull(input.cases);
    CaseReport report = new CaseScorer(verifier).score(CaseFile.read(cases));
    if (format == Output.JSON) {
      report.writeJson(out);
    } else {
      report.writeText(out);
    }
    return report.allHeld();
  }

  private static boolean judge(MathVerifier verifier, One one, PrintWriter out) {
    MathFinding found = verifier.verify(one.gold, one.response);
    out.printf("equal      %s%n", found.equal());
    out.printf("reason     %s%n", found.reason());
    out.printf("rule       %s%n", found.rule());
    out.printf("extracted  %s%n", found.extracted());
    out.printf(
        "found as   %s (sureness %.2f)%n",
        found.form() == null ? "-" : found.form(), found.sureness());
    out.printf("reference  %s%n", found.normalizedReference());
    out.printf("candidate  %s%n", found.normalizedCandidate());
    return found.equal();
  }
}
