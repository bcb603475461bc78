package dev.winnow.verifier.bench;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathReason;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.verifier.cases.Case;
import dev.winnow.verifier.cases.CaseFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Checks mutated cases: counts reasons, keeps the slowest check. Arguments of the program: case
 * file, checks, seed.
 */
public final class FuzzRun {
  /** The outcome of a run; {@code slow} counts checks of more than 50 ms after the warm-up. */
  public record Outcome(
      Map<MathReason, Integer> reasons, int slow, double worstMillis, String worst) {}

  private static final int WARM_UP = 5_000;
  private static final double SLOW_MILLIS = 50;

  private final MathVerifier verifier = new MathVerifier(MathPolicy.defaults());
  private final List<Case> cases;
  private final Mutations mutations;

  public FuzzRun(List<Case> cases, long seed) {
    this.cases = cases;
    this.mutations = new Mutations(seed);
  }

  public Outcome run(int checks) {
    Map<MathReason, Integer> reasons = new EnumMap<>(MathReason.class);
    int slow = 0;
    double worst = 0;
    String slowest = "";
    for (int i = 0; i < checks; i++) {
      Case tried = pick();
      String gold = mutations.mutated(tried.gold().isEmpty() ? pick().gold() : tried.gold());
      String candidate =
          mutations.mutated(mutations.below(3) == 0 ? pick().candidate() : tried.candidate());
      long start = cpuNanos();
      MathFinding finding = check(tried, gold, candidate);
      double millis = (cpuNanos() - start) / 1e6;
      reasons.merge(finding.reason(), 1, Integer::sum);
      if (i >= WARM_UP && millis > worst) {
        worst = millis;
        slowest = gold + " against " + candidate;
      }
      slow += i >= WARM_UP && millis > SLOW_MILLIS ? 1 : 0;
    }
    return new Outcome(reasons, slow, worst, slowest);
  }

  /** Time that this thread has computed: other processes on the machine do not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private MathFinding check(Case tried, String gold, String candidate) {
    return tried.kind() == Case.Kind.EQUIV
        ? verifier.compare(gold, candidate)
        : verifier.verify(gold, candidate);
  }

  private Case pick() {
    return cases.get(mutations.below(cases.size()));
  }

  public static void main(String[] args) throws IOException {
    FuzzRun run = new FuzzRun(CaseFile.read(Path.of(args[0])), Long.parseLong(args[2]));
    System.out.println(run.run(Integer.parseInt(args[1])));
  }
}
