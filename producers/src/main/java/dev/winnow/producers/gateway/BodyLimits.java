package dev.winnow.producers.gateway;

import dev.winnow.runtime.access.ProblemDetail;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Limits of one NDJSON request, so that a client that sends slowly or without end does not hold
 * resources of the gateway indefinitely.
 *
 * @param time maximum time from the first byte of the body to the last
 * @param bytes maximum size of the body
 */
public record BodyLimits(Duration time, long bytes) {
  /** Ten minutes and 1 GiB. */
  public static final BodyLimits DEFAULT = new BodyLimits(Duration.ofMinutes(10), 1L << 30);

  public BodyLimits {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("time: %s, want a positive duration".formatted(time));
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: %d, want 1 or more".formatted(bytes));
    }
  }

  /** Rejects a request whose {@code Content-Length} exceeds the limit. */
  void requireDeclared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length != null && isTooLarge(length)) {
      throw new ProblemDetail(413, "Content Too Large", tooLarge());
    }
  }

  String tooLarge() {
    return "a body may have %d bytes; send the rest in another request".formatted(bytes);
  }

  String tooSlow() {
    return "a body may take %d s; send the rest in another request"
        .formatted(Math.max(1, time.toSeconds()));
  }

  private boolean isTooLarge(String length) {
    try {
      return Long.parseLong(length) > bytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
