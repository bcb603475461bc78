package dev.winnow.producers.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * What one stream of lines may take, so that a client that drips, or never ends, does not hold the
 * gateway for ever.
 *
 * @param time from its first byte to its last
 * @param bytes of its body
 */
public record BodyLimits(Duration time, long bytes) {
  /** Ten minutes, 1 GiB. */
  public static final BodyLimits DEFAULT = new BodyLimits(Duration.ofMinutes(10), 1L << 30);

  public BodyLimits {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("time: %s, want more than none".formatted(time));
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: %d, want 1 or more".formatted(bytes));
    }
  }

  /** Refuses a body that says of itself that it is too large. */
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
