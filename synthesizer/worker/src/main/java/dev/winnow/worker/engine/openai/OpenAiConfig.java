package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.throttle.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Configuration of the engine and its server.
 *
 * @param baseUrl URL before {@code /chat/completions}, such as {@code http://localhost:8000/v1}:
 *     http or https, without user, query or fragment. Redirects are not followed
 * @param model name of the model on the server; also written on every candidate
 * @param apiKeyVariable environment variable that holds the key to send; empty to send none. The
 *     key itself is never configured, logged or written
 * @param candidatesPerRequest maximum number of candidates per request ({@code n}), 1 to 128. With
 *     1, every request carries its candidate's seed, so that a server that honours seeds can
 *     reproduce it. With more, one prefill serves all candidates, but no seed is sent: the API has
 *     one for the whole request, and a server may give every choice the same. Lowered automatically
 *     for a server that keeps returning fewer, and raised again
 * @param maxRequests maximum number of requests in flight, 1 to 4096: limits the server's queue
 * @param timeout maximum time for the whole answer to one request, at least 1 ms
 * @param backoff when a request that failed for a temporary reason is sent again
 * @param maxAnswerBytes maximum size of an answer, at least 1024: limits memory against a server
 *     that sends without end
 */
public record OpenAiConfig(
    URI baseUrl,
    String model,
    Optional<String> apiKeyVariable,
    int candidatesPerRequest,
    int maxRequests,
    Duration timeout,
    Backoff backoff,
    int maxAnswerBytes) {
  private static final int MAX_CANDIDATES = 128;

  public OpenAiConfig {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model: must not be blank");
    }
    if (candidatesPerRequest < 1 || candidatesPerRequest > MAX_CANDIDATES) {
      throw new IllegalArgumentException(
          "candidates per request: %d, want 1 to %d"
              .formatted(candidatesPerRequest, MAX_CANDIDATES));
    }
    HttpServerConfig unused =
        new HttpServerConfig(
            baseUrl, apiKeyVariable, maxRequests, timeout, backoff, maxAnswerBytes);
  }

  /** Returns what concerns the server. */
  HttpServerConfig server() {
    return new HttpServerConfig(
        baseUrl, apiKeyVariable, maxRequests, timeout, backoff, maxAnswerBytes);
  }

  /**
   * Returns the default configuration: no key, 8 candidates per request, 64 requests in flight, 10
   * minutes and 32 MiB for an answer.
   */
  public static OpenAiConfig of(URI baseUrl, String model) {
    return new OpenAiConfig(
        baseUrl, model, Optional.empty(), 8, 64, Duration.ofMinutes(10), Backoff.DEFAULT, 32 << 20);
  }
}
