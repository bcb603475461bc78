package dev.winnow.verifier.contract;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.contract.ContractCase.Kind;
import dev.winnow.verifier.request.CheckItem;
import dev.winnow.verifier.request.ItemJudge;
import dev.winnow.verifier.request.JudgedItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tests the contract of checks: what the kind of each case demands, and for every case that the
 * check does not fail, takes bounded time, and survives hostile variations of the response. Not
 * thread-safe.
 */
public final class ContractRun implements AutoCloseable {
  private static final int RUNS = 60;
  private static final int THREADS = 4;
  private static final int LONGEST = 500_000;
  private static final String FAILED = "CHECK_FAILED";

  private final Duration bound;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());

  /**
   * @param bound maximum time of one check
   */
  public ContractRun(Duration bound) {
    this.bound = bound;
  }

  /** Returns what a case's check does against its contract, one sentence each. */
  public List<String> broken(ContractCase tried) {
    List<String> broken = new ArrayList<>();
    try {
      Finding finding = find(new ItemJudge(), tried.item()).finding();
      demand(tried, finding).ifPresent(broken::add);
      if (tried.kind() == Kind.DETERMINISM) {
        changes(tried).forEach(broken::add);
      }
      hostile(tried.item().response()).forEach(text -> survive(tried.item(), text, broken));
    } catch (BadCheckException e) {
      broken.add("the check cannot be made: " + e.getMessage());
    } catch (SlowCheckException e) {
      broken.add(String.valueOf(e.getMessage()));
    }
    return broken;
  }

  /** Returns the kinds that a type of check has no case of. */
  public static List<String> missing(List<ContractCase> cases) {
    List<String> missing = new ArrayList<>();
    cases.stream()
        .map(one -> one.item().check().getType())
        .distinct()
        .sorted()
        .forEach(
            type -> {
              for (Kind kind : Kind.values()) {
                if (cases.stream()
                    .noneMatch(
                        one -> one.kind() == kind && one.item().check().getType().equals(type))) {
                  missing.add("check '%s' has no case of kind %s".formatted(type, kind.word()));
                }
              }
            });
    return missing;
  }

  private Optional<String> demand(ContractCase tried, Finding finding) {
    if (finding.reason().equals(FAILED)) {
      return Optional.of("it failed; the log has the cause");
    }
    boolean kept =
        switch (tried.kind()) {
          case FULL -> finding.outcome() == Outcome.ACCEPTED;
          case ZERO -> finding.outcome() == Outcome.REJECTED;
          case MALFORMED -> finding.outcome() != Outcome.ACCEPTED;
          case DETERMINISM -> true;
        };
    return kept
        ? Optional.empty()
        : Optional.of(
            "found %s %s, want %s".formatted(finding.outcome(), finding.reason(), wanted(tried)));
  }

  private static String wanted(ContractCase tried) {
    return switch (tried.kind()) {
      case FULL -> "ACCEPTED";
      case ZERO -> "REJECTED";
      case MALFORMED, DETERMINISM -> "REJECTED or UNDECIDED";
    };
  }

  /** Half of the runs share an instance, the others have one each. */
  private Stream<String> changes(ContractCase tried) {
    ItemJudge shared = new ItemJudge();
    List<CompletableFuture<Finding>> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      ItemJudge judge = i % 2 == 0 ? shared : new ItemJudge();
      runs.add(CompletableFuture.supplyAsync(() -> judge.judge(tried.item()).finding(), threads));
    }
    Set<Finding> findings = new HashSet<>();
    for (CompletableFuture<Finding> run : runs) {
      findings.add(await(run, tried.item().check()));
    }
    return findings.size() == 1
        ? Stream.empty()
        : Stream.of("%d runs have %d different findings".formatted(RUNS, findings.size()));
  }

  private void survive(CheckItem item, String text, List<String> broken) {
    CheckItem varied = new CheckItem(item.check(), item.prompt(), text, false);
    if (find(new ItemJudge(), varied).finding().reason().equals(FAILED)) {
      broken.add(
          "it failed on a response of %d characters that begins with <%s>; the log has the cause"
              .formatted(text.length(), text.substring(0, Math.min(text.length(), 40))));
    }
  }

  private JudgedItem find(ItemJudge judge, CheckItem item) {
    return await(CompletableFuture.supplyAsync(() -> judge.judge(item), threads), item.check());
  }

  private <T> T await(CompletableFuture<T> run, Check check) {
    try {
      return run.orTimeout(bound.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new SlowCheckException(
            "check '%s' takes more than %d ms".formatted(check.getType(), bound.toMillis()));
      }
      throw e.getCause() instanceof BadCheckException bad ? bad : e;
    }
  }

  private static Stream<String> hostile(String response) {
    return Stream.of(
        response.substring(0, response.length() / 2),
        response + response,
        response + "\0\ud800\u202e",
        "{".repeat(LONGEST),
        "\n".repeat(LONGEST),
        "1+".repeat(LONGEST / 2),
        (response + " ").repeat(Math.max(1, LONGEST / (response.length() + 1))));
  }

  /** Does not wait for checks that do not end. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
