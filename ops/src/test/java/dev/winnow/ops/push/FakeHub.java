package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.producers.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A hub with one dataset repository, and the storage behind it, which has another address. It
 * speaks the protocol of {@code huggingface_hub} and fails as it is told.
 */
final class FakeHub implements AutoCloseable {
  static final String TOKEN = "hf_abcdefghijklmnop";
  private static final String REPO = "team/arithmetic";
  private static final int PAGE = 3;

  private final HttpServer hub = server();
  private final HttpServer storage = server();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> lfsFiles = new TreeMap<>();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private boolean exists;
  private int commits;
  private int chunk;

  /** A wrong answer to one request. */
  record Fault(int status, String type, String body, Map<String, String> headers) {
    static final Fault LOST = new Fault(0, "", "", Map.of());

    static Fault status(int status, String body) {
      return new Fault(status, "application/json", body, Map.of());
    }
  }

  FakeHub() {
    for (HttpServer server : List.of(hub, storage)) {
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(server, exchange));
      server.start();
    }
  }

  HubAddress address() {
    return new HubAddress(uri(hub, ""), REPO, "main");
  }

  /** Makes the next requests to this path fail, one after the other. */
  void fail(String path, Fault... wrong) {
    faults.computeIfAbsent(path, key -> new ArrayDeque<>()).addAll(List.of(wrong));
  }

  /** Lets uploads be in parts of this size. */
  void splitInto(int bytes) {
    chunk = bytes;
  }

  /** Content by path, as a reader of the repository sees it. */
  Map<String, byte[]> content() {
    Map<String, byte[]> content = new TreeMap<>(files);
    lfsFiles.forEach((path, oid) -> content.put(path, objects.get(oid)));
    return content;
  }

  void put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  int commits() {
    return commits;
  }

  /** Number of requests whose method and path begin like this. */
  long count(String start) {
    synchronized (requests) {
      return requests.stream().filter(request -> request.startsWith(start)).count();
    }
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(HttpServer server, String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private void handle(HttpServer server, HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + path);
    }
    try (exchange) {
      Queue<Fault> wrong =
          faults.getOrDefault(path.replaceAll("[0-9a-f]{64}", "OID"), new ArrayDeque<>());
      Fault fault = wrong.poll();
      if (fault == Fault.LOST) {
        exchange.getRequestBody().readNBytes(10);
        throw new IOException("the connection is lost on purpose");
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (fault != null) {
        fault.headers().forEach(exchange.getResponseHeaders()::add);
        answer(exchange, fault.status(), fault.type(), fault.body());
      } else if (server == storage) {
        store(exchange, path, body);
      } else if (!("Bearer " + TOKEN)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "application/json", "{\"error\": \"Invalid token\"}");
      } else {
        serve(exchange, path, body);
      }
    }
  }

  private synchronized void serve(HttpExchange exchange, String path, byte[] body)
      throws IOException {
    String api = "/api/datasets/" + REPO;
    if (path.equals("/api/repos/create")) {
      create(exchange, Json.MAPPER.readTree(body));
    } else if (!exists) {
      answer(exchange, 404, "application/json", "{\"error\": \"Repository not found\"}");
    } else if (path.equals(api)) {
      answer(exchange, 200, "application/json", "{\"id\": \"" + REPO + "\"}");
    } else if (path.equals(api + "/revision/main")) {
      answer(exchange, 200, "application/json", "{\"sha\": \"commit" + commits + "\"}");
    } else if (path.equals(api + "/tree/main")) {
      list(exchange);
    } else if (path.equals(api + "/preupload/main")) {
      preupload(exchange, Json.MAPPER.readTree(body));
    } else if (path.equals("/datasets/" + REPO + ".git/info/lfs/objects/batch")) {
      batch(exchange, Json.MAPPER.readTree(body));
    } else if (path.startsWith("/verify/") || path.startsWith("/complete/")) {
      answer(exchange, complete(path, body) ? 200 : 422, "application/json", "{}");
    } else if (path.equals(api + "/commit/main")) {
      commit(exchange, new String(body, StandardCharsets.UTF_8));
    } else {
      answer(exchange, 404, "application/json", "{\"error\": \"no such path\"}");
    }
  }

  private void create(HttpExchange exchange, JsonNode wanted) throws IOException {
    boolean isRight =
        wanted.path("type").asText().equals("dataset")
            && REPO.equals(
                wanted.path("organization").asText() + "/" + wanted.path("name").asText());
    int status = !isRight ? 400 : exists ? 409 : 200;
    exists |= isRight;
    answer(exchange, status, "application/json", "{}");
  }

  private void list(HttpExchange exchange) throws IOException {
    List<String> paths = new ArrayList<>(content().keySet());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
    ArrayNode entries = Json.MAPPER.createArrayNode();
    entries.addObject().put("type", "directory").put("path", "accepted");
    for (String path : paths.subList(from, Math.min(paths.size(), from + PAGE))) {
      byte[] content = Objects.requireNonNull(content().get(path));
      ObjectNode entry =
          entries
              .addObject()
              .put("type", "file")
              .put("path", path)
              .put("size", content.length)
              .put("oid", blob(content));
      if (lfsFiles.containsKey(path)) {
        entry.putObject("lfs").put("oid", lfsFiles.get(path)).put("size", content.length);
      }
    }
    if (from + PAGE < paths.size()) {
      exchange
          .getResponseHeaders()
          .add(
              "Link",
              "<%s?recursive=true&cursor=%d>; rel=\"next\""
                  .formatted(uri(hub, exchange.getRequestURI().getPath()), from + PAGE));
    }
    answer(exchange, 200, "application/json", entries.toString());
  }

  private void preupload(HttpExchange exchange, JsonNode asked) throws IOException {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode modes = answer.putArray("files");
    for (JsonNode file : asked.path("files")) {
      boolean isLfs = file.path("path").asText().endsWith(".parquet");
      modes
          .addObject()
          .put("path", file.path("path").asText())
          .put("uploadMode", isLfs ? "lfs" : "regular")
          .put("shouldIgnore", false);
    }
    answer(exchange, 200, "application/json", answer.toString());
  }

  private void batch(HttpExchange exchange, JsonNode asked) throws IOException {
    ObjectNode answer =
        Json.MAPPER.createObjectNode().put("transfer", chunk > 0 ? "multipart" : "basic");
    ArrayNode found = answer.putArray("objects");
    for (JsonNode object : asked.path("objects")) {
      String oid = object.path("oid").asText();
      ObjectNode one = found.addObject().put("oid", oid).put("size", object.path("size").asLong());
      if (objects.containsKey(oid)) {
        continue;
      }
      ObjectNode upload = one.putObject("actions").putObject("upload");
      if (chunk > 0) {
        upload.put("href", uri(hub, "/complete/" + oid).toString());
        ObjectNode header = upload.putObject("header").put("chunk_size", "" + chunk);
        int count = (object.path("size").asInt() + chunk - 1) / chunk;
        for (int part = 1; part <= count; part++) {
          header.put("%05d".formatted(part), uri(storage, "/" + oid + "/" + part).toString());
        }
      } else {
        upload.put("href", uri(storage, "/" + oid).toString());
        ((ObjectNode) one.path("actions"))
            .putObject("verify")
            .put("href", uri(hub, "/verify/" + oid).toString());
      }
    }
    answer(exchange, 200, "application/vnd.git-lfs+json", answer.toString());
  }

  /** The storage must not learn the hub's token. */
  private void store(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      answer(exchange, 400, "application/xml", "<Error>two authentications</Error>");
      return;
    }
    String[] names = path.substring(1).split("/");
    if (names.length == 2) {
      parts.put(path, body);
      exchange.getResponseHeaders().add("ETag", "\"" + sha256(body) + "\"");
    } else {
      objects.put(names[0], body);
    }
    answer(exchange, 200, "application/xml", "");
  }

  private boolean complete(String path, byte[] body) throws IOException {
    String oid = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/complete/")) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (JsonNode part : Json.MAPPER.readTree(body).path("parts")) {
        byte[] content =
            Objects.requireNonNull(parts.get("/" + oid + "/" + part.path("partNumber").asInt()));
        if (!part.path("etag").asText().equals("\"" + sha256(content) + "\"")) {
          return false;
        }
        whole.writeBytes(content);
      }
      objects.put(oid, whole.toByteArray());
    }
    return objects.containsKey(oid) && sha256(objects.get(oid)).equals(oid);
  }

  private void commit(HttpExchange exchange, String lines) throws IOException {
    Map<String, byte[]> newFiles = new TreeMap<>(files);
    Map<String, String> newLfs = new TreeMap<>(lfsFiles);
    for (String line : lines.split("\n")) {
      JsonNode value = Json.MAPPER.readTree(line).path("value");
      String path = value.path("path").asText();
      switch (Json.MAPPER.readTree(line).path("key").asText()) {
        case "header" -> {
          if (!value.path("parentCommit").asText().equals("commit" + commits)) {
            answer(exchange, 412, "application/json", "{\"error\": \"not the latest commit\"}");
            return;
          }
        }
        case "file" ->
            newFiles.put(path, Base64.getDecoder().decode(value.path("content").asText()));
        case "lfsFile" -> {
          byte[] object = objects.get(value.path("oid").asText());
          if (object == null || object.length != value.path("size").asInt()) {
            answer(exchange, 400, "application/json", "{\"error\": \"no such object\"}");
            return;
          }
          newLfs.put(path, value.path("oid").asText());
        }
        case "deletedFile" -> {
          newFiles.remove(path);
          newLfs.remove(path);
        }
        default -> throw new IOException("unknown operation: " + line);
      }
    }
    files.clear();
    files.putAll(newFiles);
    lfsFiles.clear();
    lfsFiles.putAll(newLfs);
    commits++;
    answer(exchange, 200, "application/json", "{\"commitOid\": \"commit" + commits + "\"}");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(Digests.of("SHA-256").digest(content));
  }

  private static String blob(byte[] content) {
    byte[] header = "blob %d\0".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(header, header.length + content.length);
    System.arraycopy(content, 0, whole, header.length, content.length);
    return HexFormat.of().formatHex(Digests.of("SHA-1").digest(whole));
  }
}
