package dev.winnow.producers.gateway;

import dev.winnow.runtime.access.HttpAccessConfig;
import java.util.Set;

/**
 * Configuration of the gateway.
 *
 * @param access its address and who may use it
 * @param pools pools that recipes may name; empty for any
 * @param limits limits of NDJSON requests
 */
public record GatewayConfig(HttpAccessConfig access, Set<String> pools, BodyLimits limits) {
  public GatewayConfig {
    pools = Set.copyOf(pools);
  }

  /** Returns a configuration where recipes may name any pool. */
  public static GatewayConfig of(HttpAccessConfig access) {
    return new GatewayConfig(access, Set.of(), BodyLimits.DEFAULT);
  }

  /** Returns the configuration for loopback, without tokens. */
  public static GatewayConfig local(int port) {
    return of(HttpAccessConfig.local(port));
  }
}
