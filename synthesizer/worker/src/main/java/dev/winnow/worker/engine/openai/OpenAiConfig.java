package dev.winnow.worker.engine.openai;

import dev.winnow.worker.engine.openai.throttle.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

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
  private static final int MAX_REQUESTS = 4096;
  private static final int MIN_ANSWER_BYTES = 1024;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public OpenAiConfig {
    checkBaseUrl(baseUrl);
    require(!model.isBlank(), "model: must not be blank");
    // The value is not repeated in the message, because it may be the key itself.
    require(
        apiKeyVariable.isEmpty() || VARIABLE.matcher(apiKeyVariable.get()).matches(),
        "api key variable: not a name of an environment variable; give the name, not the key");
    requireRange("candidates per request", candidatesPerRequest, 1, MAX_CANDIDATES);
    requireRange("max requests", maxRequests, 1, MAX_REQUESTS);
    require(timeout.toMillis() >= 1, "timeout: %s, want at least 1 ms".formatted(timeout));
    requireRange("max answer bytes", maxAnswerBytes, MIN_ANSWER_BYTES, Integer.MAX_VALUE);
  }

  /**
   * Returns the default configuration: no key, 8 candidates per request, 64 requests in flight, 10
   * minutes and 32 MiB for an answer.
   */
  public static OpenAiConfig of(URI baseUrl, String model) {
    return new OpenAiConfig(
        baseUrl, model, Optional.empty(), 8, 64, Duration.ofMinutes(10), Backoff.DEFAULT, 32 << 20);
  }

  private static void checkBaseUrl(URI url) {
    String scheme = String.valueOf(url.getScheme());
    require(
        (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
            && url.getHost() != null,
        "base URL: '%s', want http://host[:port]/v1 or https://...".formatted(shown(url)));
    require(
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null,
        "base URL: '%s' must have no user, query or fragment; keys come from the environment"
            .formatted(shown(url)));
  }

  /** Returns the URL without parts that may be secret. */
  private static String shown(URI url) {
    return "%s://%s%s".formatted(url.getScheme(), url.getHost(), url.getRawPath());
  }

  private static void requireRange(String key, int value, int least, int most) {
    require(
        value >= least && value <= most,
        "%s: %d, want %d to %d".formatted(key, value, least, most));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
