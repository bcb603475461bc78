package dev.winnow.scorer.stage;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.reward.RewardOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Does with each batch what the test says: the first behaviours once each, then the length of each
 * response as its score.
 */
final class ScriptedScorer implements ScorerEngine<RewardOptions> {
  private final Queue<ScriptedBatch> script;
  private final List<List<String>> batches = new CopyOnWriteArrayList<>();
  private volatile EngineStatus status = EngineStatus.ready(Instant.EPOCH);
  private volatile boolean closed;

  /** What becomes of one batch. */
  interface ScriptedBatch {
    List<ScoringResult> score(List<ScoringRequest> requests)
        throws TransientScoringException, InterruptedException;
  }

  ScriptedScorer(ScriptedBatch... script) {
    this.script = new ConcurrentLinkedQueue<>(List.of(script));
  }

  static List<ScoringResult> lengths(List<ScoringRequest> requests) {
    return requests.stream()
        .<ScoringResult>map(
            request ->
                new Values(
                    Map.of(request.getScorer().getName(), (double) request.getResponse().length()),
                    new ScoringCost(3, 0, 0.01),
                    Optional.empty()))
        .toList();
  }

  /** Ids of the requests of each batch, in the order in which batches came. */
  List<List<String>> batches() {
    return List.copyOf(batches);
  }

  /** Ids of all requests, each as often as it came. */
  List<String> scored() {
    return batches.stream().flatMap(List::stream).toList();
  }

  void report(EngineStatus newStatus) {
    status = newStatus;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public List<ScoringResult> score(RewardOptions options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException {
    batches.add(requests.stream().map(ScoringRequest::getId).toList());
    ScriptedBatch next = script.poll();
    return next == null ? lengths(requests) : next.score(requests);
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(8, 10_000, Duration.ofMillis(20));
  }

  @Override
  public int concurrency() {
    return 2;
  }

  @Override
  public String version() {
    return "reward/1";
  }

  @Override
  public String model() {
    return "scripted";
  }

  @Override
  public EngineStatus status() {
    return status;
  }

  @Override
  public void close() {
    closed = true;
  }
}
