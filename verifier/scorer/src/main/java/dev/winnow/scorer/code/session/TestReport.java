package dev.winnow.scorer.code.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the tests.
 *
 * @param total at least 1
 * @param failures what went wrong, for people: the first few
 */
public record TestReport(int passed, int total, List<String> failures) {
  private static final int MAX_FAILURES = 3;
  private static final int MAX_CHARS = 300;

  public TestReport {
    failures = List.copyOf(failures);
  }

  /** Returns the share of tests that passed, 0 to 1. */
  public double share() {
    return (double) passed / total;
  }

  /** Returns the report as text. */
  public String text() {
    String first = "%d of %d tests passed".formatted(passed, total);
    return failures.isEmpty() ? first : first + "; " + String.join("; ", failures);
  }

  /** Counts tests. Not thread-safe. */
  static final class Builder {
    /** A program that is stopped this often is not run any more. */
    private static final int MAX_STOPPED = 3;

    private final int total;
    private final List<String> failures = new ArrayList<>();
    private int run;
    private int passed;
    private int stopped;

    Builder(int total) {
      this.total = total;
    }

    void pass() {
      run++;
      passed++;
    }

    /** Counts a test that failed. */
    void fail(String reason) {
      run++;
      if (failures.size() < MAX_FAILURES) {
        String line = reason.strip().replaceAll("\\s+", " ");
        failures.add(
            "test %d: %s"
                .formatted(run, line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) : line));
      }
    }

    /** Counts a test in which the program took too long, or ended. */
    void stop(String reason) {
      stopped++;
      fail(reason);
    }

    /** Returns whether the tests that are left are not worth their time: they count as failed. */
    boolean isHopeless() {
      return stopped >= MAX_STOPPED;
    }

    TestReport build() {
      if (run < total && failures.size() <= MAX_FAILURES) {
        failures.add("the last %d were not run".formatted(total - run));
      }
      return new TestReport(passed, total, failures);
    }
  }
}
