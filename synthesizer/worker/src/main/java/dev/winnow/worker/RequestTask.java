package dev.winnow.worker;

import dev.winnow.runtime.share.ResultPublisher;
import dev.winnow.runtime.share.UnpublishableException;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateFactory;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.EndedPrompts.End;
import dev.winnow.worker.EndedPrompts.Watch;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.SamplingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples one request.
 *
 * <ol>
 *   <li>Publish each candidate as soon as the engine returns it.
 *   <li>Publish a failed candidate for every index that the engine could not sample or did not
 *       return, so that no index of the request is missing.
 *   <li>Complete the request only when the broker has acknowledged all candidates.
 * </ol>
 *
 * <p>A request that may still succeed is released instead: candidates that were already published
 * will be published again under the same ids, and the verifier drops the duplicates. A request
 * whose prompt has ended, before or meanwhile, is completed without being sampled.
 */
final class RequestTask {
  private static final Logger LOG = LoggerFactory.getLogger(RequestTask.class);

  private final Engine engine;
  private final SamplingModel model;
  private final CandidatePublisher publisher;
  private final EndedPrompts ended;
  private final InstantSource clock;
  private final CandidateMeter meter;
  private final SamplingRequest request;
  private final OpenSpan span;
  private final BitSet delivered = new BitSet();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  RequestTask(
      Engine engine,
      CandidatePublisher publisher,
      EndedPrompts ended,
      InstantSource clock,
      CandidateMeter meter,
      SamplingRequest request,
      OpenSpan span) {
    this.engine = engine;
    this.model = new SamplingModel(engine.model(), engine.modelVersion());
    this.publisher = publisher;
    this.ended = ended;
    this.clock = clock;
    this.meter = meter;
    this.request = request;
    this.span = span;
  }

  /**
   * Samples and publishes; returns how to acknowledge the request.
   *
   * @throws UnpublishableException if none of its candidates can be published, now or later
   */
  AcknowledgeType run() throws InterruptedException {
    byte[] unused =
        publisher.fitting(failed(request.getFirstIndex(), FailureCodes.TOO_LARGE, "does not fit"));
    meter.begun(request.getCount());
    try (Watch watch = ended.watch(request)) {
      return watch.end().isPresent() ? drop(watch.end().get()) : sampleUntilEnd(watch);
    } finally {
      meter.ended(request.getCount() - sent().size());
    }
  }

  private AcknowledgeType sampleUntilEnd(Watch watch) throws InterruptedException {
    try {
      return sample();
    } catch (InterruptedException e) {
      Optional<End> end = watch.end();
      if (end.isEmpty()) {
        throw e;
      }
      return drop(end.get());
    }
  }

  private AcknowledgeType sample() throws InterruptedException {
    try {
      engine.sample(request, this::deliver);
      failMissing(FailureCodes.MALFORMED_ANSWER, "the engine returned no candidate for this index");
      return awaitPublished(AcknowledgeType.ACCEPT);
    } catch (PermanentSamplingException e) {
      LOG.warn("request={} cannot be sampled: {}", request.getId(), e.getMessage());
      failMissing(e.code(), String.valueOf(e.getMessage()));
      return awaitPublished(AcknowledgeType.REJECT);
    } catch (UnpublishableException e) {
      throw e;
    } catch (SamplingException | RuntimeException e) {
      LOG.warn("request={} is released: {}", request.getId(), e.toString());
      return AcknowledgeType.RELEASE;
    }
  }

  /**
   * Drops a request that is no longer needed. If the prompt ended with candidates that have no
   * verdict, for example because its recipe was deleted, each still gets one, so that ordered
   * candidates and verdicts agree.
   */
  private AcknowledgeType drop(End end) throws InterruptedException {
    LOG.info("request={} is not sampled, its prompt ended at {}", request.getId(), end.at());
    if (!end.allJudged()) {
      failMissing(FailureCodes.PROMPT_ENDED, "the prompt had ended before this was sampled");
    }
    return awaitPublished(AcknowledgeType.ACCEPT);
  }

  /** Engines return one completion at a time, but not always on the same thread. */
  private synchronized void deliver(Completion completion) {
    int at = completion.index() - request.getFirstIndex();
    if (at < 0 || at >= request.getCount() || delivered.get(at)) {
      LOG.warn(
          "request={} candidate={} was not ordered, dropped", request.getId(), completion.index());
      return;
    }
    delivered.set(at);
    publish(Candidates.of(request, completion, model, clock.instant()));
  }

  private synchronized void failMissing(String code, String failure) {
    for (int at = delivered.nextClearBit(0);
        at < request.getCount();
        at = delivered.nextClearBit(at + 1)) {
      publish(failed(request.getFirstIndex() + at, code, failure));
    }
  }

  private Candidate failed(int index, String code, String failure) {
    return CandidateFactory.failed(request, index, code, failure, model, clock.instant());
  }

  private void publish(Candidate candidate) {
    sent.add(publisher.publish(candidate, span));
    meter.published(candidate);
    meter.ended(1);
  }

  private AcknowledgeType awaitPublished(AcknowledgeType whenPublished)
      throws InterruptedException {
    try {
      ResultPublisher.await(sent());
      return whenPublished;
    } catch (ExecutionException e) {
      LOG.warn(
          "request={} is released, its candidates were not published: {}",
          request.getId(),
          String.valueOf(e.getCause()));
      return AcknowledgeType.RELEASE;
    }
  }

  private synchronized List<Future<RecordMetadata>> sent() {
    return List.copyOf(sent);
  }
}
