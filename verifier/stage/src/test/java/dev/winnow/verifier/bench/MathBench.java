package dev.winnow.verifier.bench;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.verifier.cases.Case;
import dev.winnow.verifier.cases.CaseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Checks on one core, one case of a group after the other: throughput, and the time of single
 * checks. Run {@code org.openjdk.jmh.Main MathBench} on the test class path, from the module's
 * directory or with {@code -p file=...}.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class MathBench {
  /** Real GSM8K solutions, real MATH solutions, and bare symbolic pairs. */
  @Param({"gsm8k", "math", "symbolic"})
  public String group = "gsm8k";

  /** The case file. */
  @Param("../../shared/cases/cases.jsonl")
  public String file = "../../shared/cases/cases.jsonl";

  private final MathVerifier verifier = new MathVerifier(MathPolicy.defaults());
  private List<Case> cases = List.of();
  private int next;

  @Setup
  public void readCases() throws IOException {
    cases = CaseFile.read(Path.of(file)).stream().filter(this::belongs).toList();
  }

  private boolean belongs(Case tried) {
    return switch (group) {
      case "gsm8k" ->
          tried.flags().stream()
              .anyMatch(flag -> flag.startsWith("sub:") && flag.contains("gsm8k"));
      case "math" ->
          tried.flags().contains("sub:mathcoder-math") || tried.flags().contains("sub:math-qwen");
      default -> tried.kind() == Case.Kind.EQUIV;
    };
  }

  private MathFinding check() {
    next = next + 1 == cases.size() ? 0 : next + 1;
    Case tried = cases.get(next);
    return tried.kind() == Case.Kind.EQUIV
        ? verifier.compare(tried.gold(), tried.candidate())
        : verifier.verify(tried.gold(), tried.candidate());
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public MathFinding checksPerSecond() {
    return check();
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public MathFinding timePerCheck() {
    return check();
  }
}
