package dev.winnow.scorer.code;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.code.language.LanguageTable;
import dev.winnow.scorer.code.session.TestReport;
import dev.winnow.scorer.code.session.UnjudgedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores programs by the share of their tests that pass. What is no fault of the program, such as
 * tests that cannot be read or a sandbox that does not start, is a failure and no score.
 * Thread-safe.
 */
public final class CodeEngine implements ScorerEngine<CodeOptions> {
  static final String VERSION = "code/1";

  private final CodeWorkerOptions worker;
  private final LanguageTable languages;
  private final SuiteRunner runner;
  private final String model;

  /**
   * @param model what runs the programs, as scores name it
   */
  CodeEngine(CodeWorkerOptions worker, LanguageTable languages, SuiteRunner runner, String model) {
    this.worker = worker;
    this.languages = languages;
    this.runner = runner;
    this.model = model;
  }

  @Override
  public List<ScoringResult> score(CodeOptions options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException {
    List<ScoringResult> results = new ArrayList<>(requests.size());
    for (ScoringRequest request : requests) {
      results.add(score(options, request));
    }
    return results;
  }

  private ScoringResult score(CodeOptions options, ScoringRequest request)
      throws TransientScoringException, InterruptedException {
    long start = System.nanoTime();
    try {
      CodeJob job = CodeJob.of(request, options, worker, languages);
      runner.require(job.settings().language());
      TestReport report =
          runner.run(
              new SuiteRunner.Job(request.getId(), request.getPrompt().getId(), job.settings()),
              job.tests());
      String name = request.getScorer().getScores().getFirst();
      return new Values(Map.of(name, report.share()), cost(start), Optional.of(report.text()));
    } catch (UnjudgedException e) {
      return new Failed(e.code(), String.valueOf(e.getMessage()), cost(start));
    }
  }

  private static ScoringCost cost(long start) {
    return ScoringCost.ofReading(0, System.nanoTime() - start);
  }

  /** Each candidate is run by itself. */
  @Override
  public BatchLimits limits() {
    return BatchLimits.SINGLE;
  }

  @Override
  public int concurrency() {
    return worker.concurrency();
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public EngineStatus status() {
    return runner.status();
  }

  @Override
  public boolean wantsMore() {
    return runner.wantsMore();
  }

  @Override
  public void close() {
    runner.close();
  }
}
