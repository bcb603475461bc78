package dev.winnow.runtime.http;

import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.runtime.http.throttle.ServerGate;
import dev.winnow.runtime.http.throttle.ServerGates;
import dev.winnow.runtime.http.throttle.ServerGates.Server;
import dev.winnow.runtime.pool.EngineStatus;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server, and waits for it without a time limit while it answers no requests. Clients of
 * one process that use the same server, model and key share what they learn of it. Thread-safe.
 */
public final class ServerClient implements AutoCloseable {
  /**
   * While the server answers no requests, this many take turns as probes: with a single one, a
   * server that fails only for that request would appear to fail for all.
   */
  private static final int WANTED_WHILE_UNAVAILABLE = 16;

  private final Server server;
  private final ServerGate gate;
  private final Attempts attempts;
  private final Secrets secrets;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates a client without contacting the server: if it is not running, the requests wait for it.
   *
   * @param model name of the model on the server
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  public ServerClient(
      HttpServerConfig config, String model, Function<String, @Nullable String> environment) {
    Optional<String> key = config.key(environment);
    this.secrets = Secrets.of(key);
    this.server = new Server(config.baseUrl(), model, config.apiKeyVariable());
    this.gate = ServerGates.open(server, config.backoff(), config.maxRequests());
    this.attempts = new Attempts(config, new JsonClient(config, key), secrets, gate);
  }

  /**
   * Sends a request until there is an answer about that request: {@link Reply.Answered}, {@link
   * Reply.Malformed} or {@link Reply.Refused}.
   *
   * @param isRefusedAlready whether an earlier request for the same was rejected for its own
   *     content
   * @throws ClientClosedException if the client is closed
   */
  public Reply ask(HttpCall call, boolean isRefusedAlready)
      throws ClientClosedException, InterruptedException {
    return attempts.ask(call, isRefusedAlready);
  }

  /** Returns what masks the key in all text that comes from the server. */
  public Secrets secrets() {
    return secrets;
  }

  /** Returns whether the server answers at present. */
  public EngineStatus status() {
    return gate.status();
  }

  /**
   * Returns whether another request is wanted now. While none are sent to the server, a few are
   * enough: they detect when it is available again.
   */
  public boolean wantsMore() {
    return !gate.isUnavailable() || gate.requests() < WANTED_WHILE_UNAVAILABLE;
  }

  /** Returns the number of requests that wait for the server or are being answered. */
  public int requests() {
    return gate.requests();
  }

  /** Makes requests in flight, and those that wait, fail. May be called twice. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      attempts.close();
      ServerGates.close(server);
    }
  }
}
