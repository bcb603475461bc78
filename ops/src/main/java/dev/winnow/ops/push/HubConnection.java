package dev.winnow.ops.push;

import dev.winnow.runtime.http.answer.ResponseBody;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.http.throttle.RetryAfter;
import dev.winnow.schemas.serde.BoundedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to a hub and to the storage that it names. A lost connection, and the statuses
 * 408, 429 and 5xx, are tried again after a pause, which is as long as {@code Retry-After} says.
 * Answers are bounded in size and time. Only the hub itself is sent the token. Thread-safe.
 */
final class HubConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HubConnection.class);
  private static final int MAX_ANSWER_BYTES = 16 << 20;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  private final HubAddress address;
  private final Optional<String> token;
  private final Secrets secrets;
  private final Backoff backoff;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  HubConnection(HubAddress address, Optional<String> token, Backoff backoff) {
    this.address = address;
    this.token = token;
    this.secrets = Secrets.of(token);
    this.backoff = backoff;
  }

  HubAddress address() {
    return address;
  }

  /**
   * Returns the answer, good or bad; one that may pass is the last of all attempts.
   *
   * @throws HubException if there is no answer after all attempts
   */
  HubAnswer send(HubRequest request) throws IOException {
    for (int failure = 1; ; failure++) {
      boolean isLast = failure >= backoff.attempts();
      Optional<Duration> asked = Optional.empty();
      String why;
      try {
        HubAnswer answer = once(request);
        asked =
            RetryAfter.of(name -> answer.headers().firstValue(name).orElse(null), Instant.now());
        if (!answer.mayPass() || isLast || isTooLong(asked)) {
          return answer;
        }
        why = "status " + answer.status();
      } catch (HubException e) {
        throw e;
      } catch (IOException e) {
        why = ServerText.line(secrets.mask(String.valueOf(e.getMessage())));
        if (isLast) {
          throw new HubException(
              "'%s' does not answer (%d attempts): %s"
                  .formatted(request.address().getHost(), failure, why),
              e);
        }
      }
      pause(request, failure, asked, why);
    }
  }

  private boolean isTooLong(Optional<Duration> asked) {
    return asked.filter(wait -> wait.compareTo(backoff.longestAsked()) > 0).isPresent();
  }

  private void pause(HubRequest request, int failure, Optional<Duration> asked, String why)
      throws IOException {
    Duration own = backoff.pause(failure, ThreadLocalRandom.current().nextDouble());
    Duration wait = asked.filter(one -> one.compareTo(own) > 0).orElse(own);
    LOG.info(
        "{} {} again in {} ms: {}",
        request.method(),
        request.address().getPath(),
        wait.toMillis(),
        why);
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HubAnswer once(HubRequest request) throws IOException {
    try (InputStream body = request.body().open()) {
      CompletableFuture<HttpResponse<String>> answer =
          http.sendAsync(
              built(request, publisher(request, body)), info -> new BoundedText(MAX_ANSWER_BYTES));
      try {
        HttpResponse<String> response =
            answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return new HubAnswer(
            response.statusCode(),
            response.headers(),
            ResponseBody.of(response.body().getBytes(StandardCharsets.UTF_8), secrets));
      } finally {
        answer.cancel(true);
      }
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no complete answer within " + request.timeout(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest built(HubRequest request, BodyPublisher body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address())
            .timeout(request.timeout())
            .method(request.method(), body)
            .setHeader("User-Agent", "winnow");
    request.headers().forEach(builder::setHeader);
    // The storage behind a hub has its own signatures, and must not learn the token.
    token
        .filter(key -> address.isOfHub(request.address()))
        .ifPresent(key -> builder.setHeader("Authorization", "Bearer " + key));
    return builder.build();
  }

  private static BodyPublisher publisher(HubRequest request, InputStream body) {
    return request.bytes() == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), request.bytes());
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(e);
    return interrupted;
  }
}
