package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.PermanentSamplingException;
import dev.winnow.synthesizer.engine.SamplingException;
import dev.winnow.synthesizer.engine.TransientSamplingException;
import dev.winnow.synthesizer.engine.openai.Reply.Answered;
import dev.winnow.synthesizer.engine.openai.Reply.Fault;
import dev.winnow.synthesizer.engine.openai.Reply.Misconfigured;
import dev.winnow.synthesizer.engine.openai.Reply.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request until it is answered or there is no hope, with a bounded number in flight. A
 * request keeps its place while it waits to be sent again, so that an overloaded server is asked
 * for less, not for more. Thread-safe.
 */
final class Attempts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final OpenAiConfig config;
  private final ChatClient client;
  private final Semaphore places;
  private final CountDownLatch closing = new CountDownLatch(1);

  Attempts(OpenAiConfig config, ChatClient client) {
    this.config = config;
    this.client = client;
    this.places = new Semaphore(config.maxRequests(), true);
  }

  /**
   * At least one and at most {@code count} choices for the candidates from {@code first} on.
   *
   * @throws PermanentSamplingException if the server refuses the request
   * @throws TransientSamplingException if it did not answer, or the engine is closed
   */
  List<Choice> choices(Trial trial, int first, int count)
      throws SamplingException, InterruptedException {
    places.acquire();
    try {
      for (int attempt = 1; ; attempt++) {
        Reply reply = closed() ? closedFault() : send(trial, first, count);
        switch (reply) {
          case Answered answered -> {
            return answered.choices();
          }
          case Refused refused -> throw new PermanentSamplingException(refused.reason(), null);
          case Misconfigured wrong -> throw new TransientSamplingException(wrong.reason(), null);
          case Fault fault -> pauseOrGiveUp(trial, fault, attempt);
        }
      }
    } finally {
      places.release();
    }
  }

  /** Nobody waits for a place or for another attempt any longer. */
  @Override
  public void close() {
    closing.countDown();
    client.close();
  }

  private Reply send(Trial trial, int first, int count) throws InterruptedException {
    try {
      HttpAnswer answer = client.post(ChatRequest.of(trial, config.model(), first, count));
      return Replies.of(answer, trial.getSampling(), count, Instant.now());
    } catch (TimeoutException e) {
      return new Fault("no answer within %s".formatted(config.timeout()), Optional.empty());
    } catch (ExecutionException e) {
      String cause = ServerText.line(String.valueOf(e.getCause()));
      return new Fault("%s: %s".formatted(config.baseUrl(), cause), Optional.empty());
    }
  }

  private void pauseOrGiveUp(Trial trial, Fault fault, int attempt)
      throws TransientSamplingException, InterruptedException {
    if (closed() || attempt >= config.backoff().attempts()) {
      throw new TransientSamplingException(
          "%s (attempt %d of %d)".formatted(fault.reason(), attempt, config.backoff().attempts()),
          null);
    }
    Duration pause =
        config
            .backoff()
            .pause(attempt, fault.retryAfter(), ThreadLocalRandom.current().nextDouble());
    LOG.info(
        "trial={} attempt={} again in {} ms: {}",
        trial.getId(),
        attempt,
        pause.toMillis(),
        fault.reason());
    boolean unused = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private static Fault closedFault() {
    return new Fault("the engine is closed", Optional.empty());
  }
}
