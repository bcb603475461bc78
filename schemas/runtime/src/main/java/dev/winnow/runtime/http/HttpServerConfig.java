package dev.winnow.runtime.http;

import dev.winnow.runtime.http.throttle.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server and how it is asked.
 *
 * @param baseUrl URL before the path of each request: http or https, without user, query or
 *     fragment. Redirects are not followed
 * @param apiKeyVariable environment variable that holds the key to send; empty to send none. The
 *     key itself is never configured, logged or written
 * @param maxRequests maximum number of requests in flight, 1 to 4096: limits the server's queue
 * @param timeout maximum time for the whole answer to one request, at least 1 ms
 * @param backoff when a request that failed for a temporary reason is sent again
 * @param maxAnswerBytes maximum size of an answer, at least 1024: limits memory against a server
 *     that sends without end
 */
public record HttpServerConfig(
    URI baseUrl,
    Optional<String> apiKeyVariable,
    int maxRequests,
    Duration timeout,
    Backoff backoff,
    int maxAnswerBytes) {
  private static final int MAX_REQUESTS = 4096;
  private static final int MIN_ANSWER_BYTES = 1024;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public HttpServerConfig {
    checkBaseUrl(baseUrl);
    // The value is not repeated in the message, because it may be the key itself.
    require(
        apiKeyVariable.isEmpty() || VARIABLE.matcher(apiKeyVariable.get()).matches(),
        "api key variable: not a name of an environment variable; give the name, not the key");
    requireRange("max requests", maxRequests, 1, MAX_REQUESTS);
    require(timeout.toMillis() >= 1, "timeout: %s, want at least 1 ms".formatted(timeout));
    requireRange("max answer bytes", maxAnswerBytes, MIN_ANSWER_BYTES, Integer.MAX_VALUE);
  }

  /**
   * Returns the key; empty where none is sent. The messages contain the variable's name, never its
   * value.
   *
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the variable is configured but holds no usable key
   */
  Optional<String> key(Function<String, @Nullable String> environment) {
    return apiKeyVariable.map(variable -> key(variable, environment));
  }

  private static String key(String variable, Function<String, @Nullable String> environment) {
    String key = environment.apply(variable);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable '%s' must hold the API key, but is not set".formatted(variable));
    }
    if (key.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "environment variable '%s' holds no API key: it has characters that no header may have"
              .formatted(variable));
    }
    return key.strip();
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
