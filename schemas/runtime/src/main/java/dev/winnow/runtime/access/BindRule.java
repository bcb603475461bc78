package dev.winnow.runtime.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which addresses a server may bind: without tokens only those that this machine alone reaches. */
final class BindRule {
  private static final Logger LOG = LoggerFactory.getLogger(BindRule.class);

  private BindRule() {}

  /**
   * Refuses an address that others reach without a token.
   *
   * @throws IllegalStateException if the address is unknown, or is refused; the message says how to
   *     mend it
   */
  static void require(HttpAccessConfig config) {
    boolean isLoopback = isLoopback(config.host());
    if (!isLoopback && config.tokens().isEmpty() && !config.unauthenticated()) {
      throw new IllegalStateException(
          """
          '%s' can be reached from other machines, and no tokens are set: whoever reaches it could publish and read. Do one of these:
            make a token with 'winnow tokens add NAME --role ROLE --tokens FILE', and give --tokens FILE
            give --host 127.0.0.1
            give --unauthenticated, if something else keeps strangers out\
          """
              .formatted(config.host()));
    }
    if (!isLoopback && config.tls().isEmpty() && config.tokens().isPresent()) {
      LOG.warn(
          "host={} event=plain-http reason='tokens cross the network unencrypted; give --tls-cert and --tls-key, or put a proxy with TLS before it'",
          config.host());
    }
  }

  /** A name is of this machine alone only if each of its addresses is. */
  static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "host '%s' has no address; give an address of this machine with --host".formatted(host),
          e);
    }
  }
}
