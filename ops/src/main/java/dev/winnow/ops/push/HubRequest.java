package dev.winnow.ops.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A request, which may be sent several times.
 *
 * @param method {@code GET}, {@code POST} or {@code PUT}
 * @param headers besides that of the token
 * @param body what is sent; empty for a GET
 * @param bytes its size
 */
record HubRequest(
    String method, URI address, Map<String, String> headers, BodySource body, long bytes) {
  private static final Duration MIN_TIMEOUT = Duration.ofMinutes(2);
  private static final long MIN_BYTES_PER_SECOND = 64 << 10;

  /** Opens the body; once for each attempt. */
  @FunctionalInterface
  interface BodySource {
    InputStream open() throws IOException;
  }

  static HubRequest get(URI address) {
    return new HubRequest("GET", address, Map.of(), InputStream::nullInputStream, 0);
  }

  static HubRequest post(URI address, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new HubRequest(
        "POST",
        address,
        Map.of("Content-Type", type, "Accept", type),
        () -> new ByteArrayInputStream(bytes),
        bytes.length);
  }

  /** Returns the time within which the whole exchange must end. */
  Duration timeout() {
    return MIN_TIMEOUT.plusSeconds(bytes / MIN_BYTES_PER_SECOND);
  }
}
