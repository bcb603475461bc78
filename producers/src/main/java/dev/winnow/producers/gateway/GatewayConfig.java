package dev.winnow.producers.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Configuration of the gateway: its address and who may use it.
 *
 * @param host address to bind; anything but loopback should be protected by a token
 * @param port port to listen on; 0 for any free one
 * @param token bearer token required by every request except health and the API's description;
 *     empty for none
 * @param allowedHosts host names that a request may be sent to, in addition to {@code localhost},
 *     {@code host} and IP addresses; with a token and an empty set, any
 * @param allowedOrigins origins of pages whose scripts may send requests, such as {@code
 *     https://tools.example}; pages of the gateway's own host are always allowed
 * @param pools pools that recipes may name; empty for any
 * @param limits limits of NDJSON requests
 */
public record GatewayConfig(
    String host,
    int port,
    Optional<String> token,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    Set<String> pools,
    BodyLimits limits) {
  private static final int MAX_PORT = 65_535;
  private static final int MIN_TOKEN_CHARS = 16;
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]+");

  public GatewayConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: must not be blank");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: %d, want 0 to %d".formatted(port, MAX_PORT));
    }
    if (token.isPresent() && token.get().length() < MIN_TOKEN_CHARS) {
      throw new IllegalArgumentException(
          "token: use at least %d characters, or none at all".formatted(MIN_TOKEN_CHARS));
    }
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "allowed origin: '%s', want a scheme and a host, such as https://tools.example"
                .formatted(origin));
      }
    }
    pools = Set.copyOf(pools);
  }

  /** A configuration without further host names and origins, where recipes may name any pool. */
  public GatewayConfig(String host, int port, Optional<String> token) {
    this(host, port, token, Set.of(), Set.of(), Set.of(), BodyLimits.DEFAULT);
  }

  /** Returns the configuration for loopback, without a token. */
  public static GatewayConfig local(int port) {
    return new GatewayConfig("127.0.0.1", port, Optional.empty());
  }

  /** Omits the token, which must not be logged. */
  @Override
  public String toString() {
    return "GatewayConfig[host=%s, port=%d, token=%s, allowedHosts=%s, allowedOrigins=%s, pools=%s, limits=%s]"
        .formatted(
            host,
            port,
            token.isPresent() ? "set" : "none",
            allowedHosts,
            allowedOrigins,
            pools,
            limits);
  }
}
