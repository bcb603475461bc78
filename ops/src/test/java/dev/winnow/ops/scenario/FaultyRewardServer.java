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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reward server in OpenRLHF's dialect. It can be out of order, and answers then with 500, a page,
 * or an empty body by turns. It can also answer without scores, which is a failure for good. The
 * reward of a text depends on the text alone.
 */
public final class FaultyRewardServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean outOfOrder;
  private volatile boolean withoutScores;

  public FaultyRewardServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/get_reward", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void outOfOrder(boolean isOutOfOrder) {
    outOfOrder = isOutOfOrder;
  }

  void withoutScores(boolean isWithoutScores) {
    withoutScores = isWithoutScores;
  }

  /** Number of requests that were not answered. */
  int refused() {
    return refused.get();
  }

  /** The reward of a rendered conversation that ends with this response. */
  static double reward(String response) {
    return Math.floorMod(response.strip().hashCode(), 100) / 10.0 - 5;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (outOfOrder) {
      refuse(exchange, refused.getAndIncrement());
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode rewards = answer.putArray("rewards");
    for (JsonNode text : JSON.readTree(body).path("query")) {
      String response = text.asText().substring(text.asText().lastIndexOf('|') + 1);
      if (withoutScores) {
        rewards.addNull();
      } else {
        rewards.add(reward(response));
      }
    }
    send(exchange, 200, "application/json", answer.toString());
  }

  private static void refuse(HttpExchange exchange, int number) throws IOException {
    switch (number % 3) {
      case 0 -> send(exchange, 500, "text/plain", "out of memory");
      case 1 -> send(exchange, 200, "text/html", "<html><body>Starting ...</body></html>");
      default -> send(exchange, 503, "text/plain", "");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
