package dev.winnow.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A tab of a browser, driven by the Chrome DevTools protocol. */
final class BrowserTab implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient client;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger number = new AtomicInteger();

  private BrowserTab(HttpClient client, WebSocket socket, Answers answers) {
    this.client = client;
    this.socket = socket;
    this.answers = answers;
  }

  /** Opens the tab that this answer of the browser describes. */
  static BrowserTab open(String description) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Answers answers = new Answers();
    URI address = URI.create(JSON.readTree(description).path("webSocketDebuggerUrl").asText());
    WebSocket socket = client.newWebSocketBuilder().buildAsync(address, answers).join();
    BrowserTab tab = new BrowserTab(client, socket, answers);
    tab.send("Page.enable", Map.of());
    tab.send("Network.enable", Map.of());
    tab.send("Log.enable", Map.of());
    tab.send("Runtime.enable", Map.of());
    return tab;
  }

  /** Sets the size of the window, and whether the system is dark. */
  void look(int width, int height, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(URI page) {
    send("Page.navigate", Map.of("url", page.toString()));
  }

  /** Returns the value of an expression. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void await(String expression) {
    try {
      Awaitility.await(expression)
          .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
          .ignoreExceptions()
          .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
    } catch (ConditionTimeoutException e) {
      String seen = evaluate("location.href + ': ' + document.body.innerText").asText();
      throw new AssertionError(
          "%s is not true of %.2000s; errors %s".formatted(expression, seen, errors()), e);
    }
  }

  /** Clicks on the first element that a selector finds, as a user does. */
  void click(String selector) {
    await("document.querySelector(%s)".formatted(quoted(selector)));
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
  }

  /** Stores a picture of the whole page. */
  void picture(Path file) throws Exception {
    JsonNode answer =
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** Stores a picture of what the window shows. */
  void pictureOfWindow(Path file) throws Exception {
    JsonNode answer = send("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** Slows the network down: a delay of each answer, and bytes a second. */
  void network(int delayMs, int bytesPerSecond) {
    send(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            false,
            "latency",
            delayMs,
            "downloadThroughput",
            bytesPerSecond,
            "uploadThroughput",
            bytesPerSecond));
  }

  /** Returns how many bytes have been received so far, as they were on the network. */
  long bytes() {
    return answers.bytes.get();
  }

  /** Returns what axe-core finds that is serious or critical, one line each. */
  List<String> accessibilityProblems() throws IOException {
    String place = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = BrowserTab.class.getClassLoader().getResourceAsStream(place)) {
      String axe = new String(Objects.requireNonNull(in, place).readAllBytes(), UTF_8);
      evaluate("window.axe || (() => {" + axe + "; return 1; })(), 1");
    }
    JsonNode found =
        evaluate(
            "axe.run(document).then(r => r.violations.filter(v => ['serious',"
                + " 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.map(n =>"
                + " n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')).slice(0,"
                + " 3).join(' | ')))");
    List<String> problems = new ArrayList<>();
    found.forEach(problem -> problems.add(problem.asText()));
    return problems;
  }

  /** Returns the addresses of all requests so far. */
  List<String> requests() {
    return answers.requests;
  }

  /** Returns the errors that the browser has told so far. */
  List<String> errors() {
    return answers.errors;
  }

  @Override
  public void close() {
    send("Page.close", Map.of());
    socket.abort();
    client.shutdownNow();
  }

  private JsonNode send(String method, Map<String, Object> parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode got = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (got.has("error")) {
      throw new IllegalStateException(method + ": " + got.path("error"));
    }
    return got.path("result");
  }

  private static String quoted(String text) {
    return JSON.valueToTree(text).toString();
  }

  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asInt());
        if (answer != null) {
          answer.complete(node);
        }
        JsonNode parameters = node.path("params");
        switch (node.path("method").asText()) {
          case "Network.requestWillBeSent" ->
              requests.add(parameters.path("request").path("url").asText());
          case "Network.dataReceived" -> {
            long encoded = parameters.path("encodedDataLength").asLong();
            bytes.addAndGet(encoded > 0 ? encoded : parameters.path("dataLength").asLong());
          }
          case "Runtime.exceptionThrown" ->
              errors.add(parameters.path("exceptionDetails").toString());
          case "Log.entryAdded" -> {
            if (parameters.path("entry").path("level").asText().equals("error")) {
              errors.add(parameters.path("entry").path("text").asText());
            }
          }
          default -> {}
        }
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
