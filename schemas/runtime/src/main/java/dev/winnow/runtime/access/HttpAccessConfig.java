package dev.winnow.runtime.access;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address of an HTTP server and who may use it.
 *
 * @param host address to bind
 * @param port port to listen on; 0 for any free one
 * @param tokens file of the tokens; without one every client that reaches the address has every
 *     role
 * @param unauthenticated permits an address beyond loopback without tokens
 * @param tls certificate and key; without them the server speaks plain HTTP
 * @param allowedHosts host names that a request may be sent to, in addition to {@code localhost},
 *     {@code host} and IP addresses
 * @param allowedOrigins origins of pages whose scripts may send requests, such as {@code
 *     https://tools.example}; pages of the server's own host are always allowed
 */
public record HttpAccessConfig(
    String host,
    int port,
    Optional<Path> tokens,
    boolean unauthenticated,
    Optional<TlsFiles> tls,
    Set<String> allowedHosts,
    Set<String> allowedOrigins) {
  private static final int MAX_PORT = 65_535;
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]+");

  public HttpAccessConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: must not be blank");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: %d, want 0 to %d".formatted(port, MAX_PORT));
    }
    if (tokens.isPresent() && unauthenticated) {
      throw new IllegalArgumentException(
          "--tokens and --unauthenticated contradict each other: give one of them");
    }
    allowedHosts = lowerCase(allowedHosts);
    allowedOrigins = lowerCase(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "allowed origin: '%s', want a scheme and a host, such as https://tools.example"
                .formatted(origin));
      }
    }
  }

  /** Host names and schemes have no case. */
  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the configuration for loopback, without tokens. */
  public static HttpAccessConfig local(int port) {
    return new HttpAccessConfig(
        "127.0.0.1", port, Optional.empty(), false, Optional.empty(), Set.of(), Set.of());
  }

  /** Returns the same with these tokens. */
  public HttpAccessConfig withTokens(Path file) {
    return new HttpAccessConfig(
        host, port, Optional.of(file), false, tls, allowedHosts, allowedOrigins);
  }

  /** Returns the same with TLS. */
  public HttpAccessConfig withTls(TlsFiles files) {
    return new HttpAccessConfig(
        host, port, tokens, unauthenticated, Optional.of(files), allowedHosts, allowedOrigins);
  }
}
