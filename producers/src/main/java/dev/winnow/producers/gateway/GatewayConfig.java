package dev.winnow.producers.gateway;

import java.util.Optional;
import java.util.Set;

/**
 * How the gateway listens, and to whom.
 *
 * @param host address to bind; anything but loopback should come with a token
 * @param port to listen on; 0 for any free one
 * @param token that every request but health and the API's description must bear; empty for none
 * @param allowedHosts names that a request may be sent to, beside {@code localhost}, {@code host}
 *     and IP addresses; where there is a token and none is given, any
 * @param pools that recipes may name; empty for any
 */
public record GatewayConfig(
    String host, int port, Optional<String> token, Set<String> allowedHosts, Set<String> pools) {
  private static final int MAX_PORT = 65_535;
  private static final int MIN_TOKEN_CHARS = 16;

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
    pools = Set.copyOf(pools);
  }

  /** With no further host names, and any pool. */
  public GatewayConfig(String host, int port, Optional<String> token) {
    this(host, port, token, Set.of(), Set.of());
  }

  /** On loopback, without a token. */
  public static GatewayConfig local(int port) {
    return new GatewayConfig("127.0.0.1", port, Optional.empty());
  }

  /** Does not tell the token, which must not get into logs. */
  @Override
  public String toString() {
    return "GatewayConfig[host=%s, port=%d, token=%s, allowedHosts=%s, pools=%s]"
        .formatted(host, port, token.isPresent() ? "set" : "none", allowedHosts, pools);
  }
}
