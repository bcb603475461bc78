package dev.winnow.worker.engine.openai.throttle;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gates of this process: engines that ask the same server for the same model with the same key
 * share one, so that what one of them is told holds for all. Thread-safe.
 */
public final class ServerGates {
  private static final Map<Server, Shared> OPEN = new HashMap<>();

  /**
   * Whom the requests go to.
   *
   * @param apiKeyVariable where the key is, if one is sent
   */
  public record Server(URI baseUrl, String model, Optional<String> apiKeyVariable) {}

  private record Shared(ServerGate gate, int users) {}

  private ServerGates() {}

  /**
   * The server's gate; given back with {@link #close}. The first of several engines decides how
   * many requests there may be at once, and how failures are waited out.
   */
  public static ServerGate open(Server server, Backoff backoff, int most) {
    synchronized (OPEN) {
      Shared known = OPEN.get(server);
      Shared shared =
          known == null
              ? new Shared(new ServerGate(backoff, most, InstantSource.system()), 1)
              : new Shared(known.gate(), known.users() + 1);
      OPEN.put(server, shared);
      return shared.gate();
    }
  }

  /** One engine less asks the server. */
  public static void close(Server server) {
    synchronized (OPEN) {
      OPEN.computeIfPresent(
          server,
          (key, shared) ->
              shared.users() == 1 ? null : new Shared(shared.gate(), shared.users() - 1));
    }
  }
}
