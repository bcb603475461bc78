package dev.winnow.worker.engine.openai;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.TransientSamplingException;
import dev.winnow.worker.engine.openai.answer.Ordered;
import dev.winnow.worker.engine.openai.answer.Reply;
import dev.winnow.worker.engine.openai.answer.Reply.Answered;
import dev.winnow.worker.engine.openai.answer.Reply.Blocked;
import dev.winnow.worker.engine.openai.answer.Reply.Faulty;
import dev.winnow.worker.engine.openai.answer.Reply.Malformed;
import dev.winnow.worker.engine.openai.answer.Reply.Refused;
import dev.winnow.worker.engine.openai.answer.Reply.Throttled;
import dev.winnow.worker.engine.openai.answer.ReplyReader;
import dev.winnow.worker.engine.openai.throttle.ServerGate;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request until there is an answer about that request.
 *
 * <ol>
 *   <li>Each request waits at the {@link ServerGate} with all other requests to the server.
 *   <li>Answers that concern all requests are reported to the gate, which waits as long as
 *       necessary.
 *   <li>A failure counts against the request only if other requests were answered since it was last
 *       sent.
 *   <li>A refusal counts against the request unless the server rejects all others as well.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class Attempts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final OpenAiConfig config;
  private final ChatClient client;
  private final ReplyReader reader;
  private final ServerGate gate;
  private final CountDownLatch closing = new CountDownLatch(1);

  Attempts(OpenAiConfig config, ChatClient client, ReplyReader reader, ServerGate gate) {
    this.config = config;
    this.client = client;
    this.reader = reader;
    this.gate = gate;
  }

  /**
   * Returns the server's reply to a request for {@code count} candidates starting at index {@code
   * first}: {@link Answered}, {@link Malformed} or {@link Refused}.
   *
   * @param isRefusedAlready whether an earlier request for these was rejected for its own content
   * @throws TransientSamplingException if the engine is closed
   */
  Reply ask(
      SamplingRequest samplingRequest,
      int first,
      int count,
      boolean saysThatItContinues,
      boolean isRefusedAlready)
      throws TransientSamplingException, InterruptedException {
    long answered = gate.successes();
    OptionalLong acceptedThen = OptionalLong.empty();
    for (int failures = 0; ; ) {
      if (!gate.enter(this::isClosed)) {
        throw new TransientSamplingException("the engine is closed", null);
      }
      Reply reply = send(samplingRequest, first, count, saysThatItContinues);
      if (reply instanceof Faulty fault) {
        failures += gate.successes() > answered ? 1 : 0;
        answered = gate.successes();
        if (failures >= config.backoff().attempts()) {
          return new Refused(
              FailureCodes.SERVER_ERROR,
              "%s (%d times, while other requests were answered)"
                  .formatted(fault.reason(), failures),
              true,
              0);
        }
        pause(samplingRequest, fault, Math.max(1, failures));
      } else if (reply instanceof Refused refused && isOpen(refused, samplingRequest, count)) {
        boolean isOwn = acceptedThen.isPresent() && gate.acceptedSoFar() > acceptedThen.getAsLong();
        if (!isOfEveryRequest(refused, samplingRequest, isOwn, isRefusedAlready)) {
          return refused;
        }
        acceptedThen = OptionalLong.of(acceptedThen.orElse(gate.acceptedSoFar()));
      } else if (!(reply instanceof Throttled || reply instanceof Blocked)) {
        return reply;
      }
    }
  }

  /**
   * Returns whether a refusal may concern either this prompt, or a field or setting that every
   * request has. A refusal of several candidates, or of fields that some servers do not know, is
   * followed by a simpler request first.
   */
  private static boolean isOpen(Refused refused, SamplingRequest samplingRequest, int count) {
    boolean isOfPrefix =
        samplingRequest.getPrompt().getAssistantPrefix().isPresent() && refused.isForField();
    return !refused.isSure() && count == 1 && !isOfPrefix;
  }

  /**
   * Returns whether the server needs to be fixed, not this request.
   *
   * @param isOwn whether another request was accepted since this one was first rejected
   */
  private boolean isOfEveryRequest(
      Refused refused, SamplingRequest samplingRequest, boolean isOwn, boolean isRefusedAlready)
      throws TransientSamplingException, InterruptedException {
    if (isOwn) {
      gate.refusedForItself();
      return false;
    }
    Optional<String> counts =
        isRefusedAlready ? Optional.empty() : Optional.of(samplingRequest.getPrompt().getId());
    boolean isOfAll = gate.refused(counts, refused.status(), refused.reason(), this::isClosed);
    if (isClosed()) {
      throw new TransientSamplingException("the engine is closed", null);
    }
    return isOfAll;
  }

  /** Wakes everything that waits at the gate or for another attempt. */
  @Override
  public void close() {
    closing.countDown();
    gate.wake();
    client.close();
  }

  /** Sends a request that has passed the gate, and reports the result to the gate. */
  private Reply send(
      SamplingRequest samplingRequest, int first, int count, boolean saysThatItContinues)
      throws InterruptedException {
    Optional<Reply> reply = Optional.empty();
    try {
      reply = Optional.of(post(samplingRequest, first, count, saysThatItContinues));
      return reply.get();
    } finally {
      report(reply, samplingRequest, count);
    }
  }

  private Reply post(
      SamplingRequest samplingRequest, int first, int count, boolean saysThatItContinues)
      throws InterruptedException {
    Ordered ordered =
        new Ordered(
            samplingRequest.getSampling(),
            samplingRequest.getPrompt().getAssistantPrefix().orElse(""),
            count);
    try {
      return client.post(
          ChatRequest.of(samplingRequest, config.model(), first, count, saysThatItContinues),
          answer -> reader.read(answer, ordered));
    } catch (TimeoutException e) {
      return new Faulty(
          "TIMEOUT", "no answer within %s".formatted(config.timeout()), Optional.empty());
    } catch (ExecutionException e) {
      return unanswered(e.getCause());
    }
  }

  private Reply unanswered(@Nullable Throwable cause) {
    String reason = "%s: %s".formatted(config.baseUrl(), reader.line(explain(cause)));
    boolean isNotThere =
        cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof SSLException;
    return isNotThere
        ? new Blocked("UNREACHABLE", reason)
        : new Faulty("CONNECTION_LOST", reason, Optional.empty());
  }

  private static String explain(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "the connection was lost" : message;
  }

  private void report(Optional<Reply> reply, SamplingRequest samplingRequest, int count) {
    if (reply
        .filter(r -> r instanceof Refused refused && isOpen(refused, samplingRequest, count))
        .isPresent()) {
      // The caller reports this reply, because it waits for the gate's decision.
      return;
    }
    if (reply.isEmpty() || isClosed()) {
      gate.abandoned();
      return;
    }
    switch (reply.get()) {
      case Answered answered -> gate.accepted();
      case Malformed malformed -> gate.accepted();
      case Refused refused -> gate.refusedForItself();
      case Throttled throttled ->
          gate.throttled(throttled.code(), throttled.reason(), throttled.pause());
      case Faulty fault -> gate.failed(fault.code(), fault.reason(), fault.pause());
      case Blocked blocked -> gate.unusable(blocked.code(), blocked.reason());
    }
  }

  /** Pauses this request; if the server fails for all requests, the gate delays it instead. */
  private void pause(SamplingRequest samplingRequest, Faulty fault, int failure)
      throws InterruptedException {
    if (gate.isHindered()) {
      return;
    }
    Duration pause = config.backoff().pause(failure, ThreadLocalRandom.current().nextDouble());
    LOG.info(
        "request={} again in {} ms: {}", samplingRequest.getId(), pause.toMillis(), fault.reason());
    boolean unused = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }
}
