package dev.winnow.runtime.http.throttle;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.WorkerState;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The gates of this process. Engines that use the same server, model and key share one, so that an
 * answer to one of them applies to all. Thread-safe.
 */
public final class ServerGates {
  private static final Map<Server, Shared> OPEN = new HashMap<>();

  /**
   * The destination of requests.
   *
   * @param apiKeyVariable variable of the key, if one is sent
   */
  public record Server(URI baseUrl, String model, Optional<String> apiKeyVariable) {}

  private record Shared(ServerGate gate, int users) {}

  private ServerGates() {}

  /**
   * Returns the server's gate, which must be released with {@link #close}. The first of several
   * engines determines the maximum number of requests and the backoff.
   */
  public static ServerGate open(Server server, Backoff backoff, int maxRequests) {
    synchronized (OPEN) {
      Shared known = OPEN.get(server);
      Shared shared =
          known == null
              ? new Shared(new ServerGate(backoff, maxRequests, InstantSource.system()), 1)
              : new Shared(known.gate(), known.users() + 1);
      OPEN.put(server, shared);
      return shared.gate();
    }
  }

  /**
   * Returns the status of each server, by host and port; of several models or keys on one server,
   * that of one that is unavailable, if any is.
   */
  public static Map<String, EngineStatus> statuses() {
    Map<String, EngineStatus> statuses = new TreeMap<>();
    synchronized (OPEN) {
      OPEN.forEach(
          (server, shared) ->
              statuses.merge(
                  server.baseUrl().getAuthority(),
                  shared.gate().status(),
                  (one, other) -> one.state() == WorkerState.READY ? other : one));
    }
    return statuses;
  }

  /** Releases the gate of one engine. */
  public static void close(Server server) {
    synchronized (OPEN) {
      OPEN.computeIfPresent(
          server,
          (key, shared) ->
              shared.users() == 1 ? null : new Shared(shared.gate(), shared.users() - 1));
    }
  }
}
