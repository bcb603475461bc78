package dev.winnow.scorer.stage;

import dev.winnow.runtime.share.RequestStarter.RequestHandler;
import dev.winnow.runtime.share.ResultPublisher;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.ScorerType;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one request: waits for its batch, publishes the score, and completes the request only when
 * the broker has stored the score. A request that may still succeed is released: a score that was
 * already published will be published again for the same candidate and scorer, and the verifier
 * drops the second.
 *
 * @param <C> options of a scorer in a recipe
 */
final class ScoringHandler<C extends Record> implements RequestHandler<ScoringRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ScoringHandler.class);

  private final ScorerType<C> type;
  private final BatchRunner<C> batches;
  private final ScoreFactory scores;
  private final ResultPublisher<Score> publisher;
  private final ScoreMeter meter;
  private final InstantSource clock;

  ScoringHandler(
      ScorerType<C> type,
      BatchRunner<C> batches,
      ScoreFactory scores,
      ResultPublisher<Score> publisher,
      ScoreMeter meter,
      InstantSource clock) {
    this.type = type;
    this.batches = batches;
    this.scores = scores;
    this.publisher = publisher;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public AcknowledgeType handle(ScoringRequest request, OpenSpan span) throws InterruptedException {
    if (span.isTraced()) {
      span.with("winnow.request", request.getId())
          .with("winnow.scorer", request.getScorer().getName())
          .with("winnow.pool", request.getScorer().getPool());
    }
    try {
      Optional<Failed> unusable = unusable(request.getScorer());
      publish(request, unusable.isPresent() ? unusable.get() : score(request), span);
      return AcknowledgeType.ACCEPT;
    } catch (ExecutionException e) {
      LOG.warn("request={} is released: {}", request.getId(), String.valueOf(e.getCause()));
      return AcknowledgeType.RELEASE;
    }
  }

  private ScoringResult score(ScoringRequest request)
      throws ExecutionException, InterruptedException {
    WaitingRequest waiting = WaitingRequest.of(request);
    batches.submit(waiting);
    try {
      return waiting.result().get();
    } catch (InterruptedException e) {
      batches.cancel(waiting);
      throw e;
    }
  }

  private void publish(ScoringRequest request, ScoringResult result, OpenSpan span)
      throws ExecutionException, InterruptedException {
    if (result instanceof Failed failed) {
      LOG.warn("request={} code={}: {}", request.getId(), failed.code(), failed.reason());
    }
    Score score = scores.of(request, result, clock.instant());
    ResultPublisher.await(
        List.of(publisher.publish(request.getPrompt().getId(), publisher.bytes(score), span)));
    meter.published(request, score);
  }

  /** A scorer that no worker of this pool can run fails at once, with the reason for its recipe. */
  private Optional<Failed> unusable(Scorer scorer) {
    if (!scorer.getType().equals(type.name())) {
      return Optional.of(
          unusable(
              "the workers of its pool are of the type '%s', not '%s'"
                  .formatted(type.name(), scorer.getType())));
    }
    try {
      C options = Options.bind(type.options(), scorer.getOptions());
      List<String> known = ScorerCatalog.scores(type, scorer.getName(), options);
      return known.equals(scorer.getScores())
          ? Optional.empty()
          : Optional.of(
              unusable("it gives the scores %s, not %s".formatted(known, scorer.getScores())));
    } catch (BadOptionsException e) {
      return Optional.of(unusable(String.valueOf(e.getMessage())));
    }
  }

  private static Failed unusable(String reason) {
    return new Failed("UNUSABLE_SCORER", reason, ScoringCost.NONE);
  }
}
