package dev.winnow.ops.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * A reward server in OpenRLHF's dialect, with faults. The reward of a text depends on the text
 * alone. Thread-safe.
 */
public final class FaultyRewardServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the server answers every request. */
  enum Fault {
    NONE,
    /** Status 500. */
    ERROR,
    /** A page with status 200, as proxies send it. */
    PAGE,
    /** Status 200 without a body. */
    EMPTY,
    /** Status 503 without a body. */
    UNAVAILABLE,
    /** No answer. */
    SILENT,
    /** {@link #ERROR}, {@link #PAGE}, {@link #UNAVAILABLE} and {@link #EMPTY} by turns. */
    BY_TURNS,
    /** An answer without scores, which is a failure of the candidate for good. */
    WITHOUT_SCORES
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int port;
  private HttpServer server;
  private Fault fault = Fault.NONE;
  private long answered;
  private long limit = Long.MAX_VALUE;
  private int held;
  private int refused;

  /** Requests of an earlier generation that wait are dropped. */
  private int generation;

  public FaultyRewardServer() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Changes how requests are answered; those that wait are dropped, and counting starts anew. */
  void behave(Fault newFault) {
    locked(
        () -> {
          fault = newFault;
          refused = 0;
          generation++;
        });
  }

  /** Answers this many texts in all; the requests that follow wait. */
  void answerAtMost(long texts) {
    locked(() -> limit = texts);
  }

  /** Closes the connections of the requests that wait. */
  void dropHeld() {
    locked(() -> generation++);
  }

  /** Refuses connections. */
  void down() {
    server.stop(0);
    dropHeld();
  }

  /** Takes connections again. */
  void up() throws IOException {
    server = listen(port);
  }

  /** Number of requests that the present fault has met. */
  int refused() {
    return read(() -> refused);
  }

  /** Number of requests that wait for an answer. */
  int held() {
    return read(() -> held);
  }

  /** Number of texts that were answered. */
  long answered() {
    return read(() -> (int) answered);
  }

  /** The reward of a rendered conversation that ends with this response. */
  static double reward(String response) {
    return Math.floorMod(response.strip().hashCode(), 100) / 10.0 - 5;
  }

  private HttpServer listen(int where) throws IOException {
    HttpServer created =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
    created.createContext("/get_reward", this::answer);
    created.setExecutor(threads);
    created.start();
    return created;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode texts = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("query");
      Fault met = await(texts.size());
      switch (met) {
        case ERROR -> send(exchange, 500, "text/plain", "out of memory");
        case PAGE -> send(exchange, 200, "text/html", "<html><body>Starting ...</body></html>");
        case EMPTY -> send(exchange, 200, "application/json", "");
        case UNAVAILABLE -> send(exchange, 503, "text/plain", "");
        case NONE, WITHOUT_SCORES ->
            send(exchange, 200, "application/json", rewards(texts, met == Fault.NONE));
        case SILENT, BY_TURNS -> {}
      }
    }
  }

  /** Returns how this request is answered, when it is; {@link Fault#SILENT} if it is dropped. */
  private Fault await(int texts) {
    lock.lock();
    try {
      int own = generation;
      held++;
      refused += fault == Fault.SILENT ? 1 : 0;
      while (own == generation && (fault == Fault.SILENT || isBeyond(texts))) {
        changed.awaitUninterruptibly();
      }
      held--;
      if (own != generation) {
        return Fault.SILENT;
      }
      if (fault == Fault.NONE) {
        answered += texts;
        return fault;
      }
      refused++;
      return fault == Fault.BY_TURNS ? turn(refused) : fault;
    } finally {
      lock.unlock();
    }
  }

  private boolean isBeyond(int texts) {
    return fault == Fault.NONE && answered + texts > limit;
  }

  private static Fault turn(int number) {
    return switch (number % 4) {
      case 0 -> Fault.ERROR;
      case 1 -> Fault.PAGE;
      case 2 -> Fault.UNAVAILABLE;
      default -> Fault.EMPTY;
    };
  }

  private static String rewards(JsonNode texts, boolean hasScores) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode rewards = answer.putArray("rewards");
    for (JsonNode text : texts) {
      String response = text.asText().substring(text.asText().lastIndexOf('|') + 1);
      if (hasScores) {
        rewards.add(reward(response));
      } else {
        rewards.addNull();
      }
    }
    return answer.toString();
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int read(IntSupplier value) {
    lock.lock();
    try {
      return value.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    down();
    threads.close();
  }
}
