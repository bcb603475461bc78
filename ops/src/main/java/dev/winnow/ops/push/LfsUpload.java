package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Uploads files by Git LFS: its batch interface with the transfer {@code basic}, and the transfer
 * {@code multipart} of the Hugging Face hub. A file that the storage has already is not sent.
 */
final class LfsUpload {
  private static final String LFS_JSON = "application/vnd.git-lfs+json";
  private static final int FILES_PER_BATCH = 100;
  private static final int MAX_PARTS = 10_000;

  private final HubConnection connection;
  private final LongConsumer progress;

  /**
   * @param progress receives how many bytes more were sent; fewer than 0 where a file begins again
   */
  LfsUpload(HubConnection connection, LongConsumer progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /** Uploads these files; returns how many were sent. */
  int upload(List<PushedFile> files) throws IOException {
    int sent = 0;
    for (int from = 0; from < files.size(); from += FILES_PER_BATCH) {
      List<PushedFile> some = files.subList(from, Math.min(files.size(), from + FILES_PER_BATCH));
      Map<String, JsonNode> objects = objects(some);
      for (PushedFile file : some) {
        JsonNode object = objects.getOrDefault(file.sha256(), Json.MAPPER.missingNode());
        sent += upload(file, object) ? 1 : 0;
      }
    }
    return sent;
  }

  private Map<String, JsonNode> objects(List<PushedFile> files) throws IOException {
    HubAddress address = connection.address();
    ObjectNode asked =
        Json.MAPPER.createObjectNode().put("operation", "upload").put("hash_algo", "sha256");
    asked.putArray("transfers").add("basic").add("multipart");
    asked.putObject("ref").put("name", address.revision());
    ArrayNode list = asked.putArray("objects");
    files.forEach(file -> list.addObject().put("oid", file.sha256()).put("size", file.bytes()));
    JsonNode answer =
        connection
            .send(
                HubRequest.post(
                    address.at("/datasets/%s.git/info/lfs/objects/batch".formatted(address.repo())),
                    LFS_JSON,
                    asked.toString()))
            .json("ask where to upload");
    Map<String, JsonNode> objects = new HashMap<>();
    answer.path("objects").forEach(object -> objects.put(object.path("oid").asText(), object));
    return objects;
  }

  private boolean upload(PushedFile file, JsonNode object) throws IOException {
    if (object.isMissingNode()) {
      throw new HubException("the hub does not say where '%s' goes".formatted(file.path()));
    }
    if (object.has("error")) {
      throw new HubException(
          "the hub refuses '%s': %s".formatted(file.path(), object.path("error")));
    }
    JsonNode upload = object.path("actions").path("upload");
    if (upload.isMissingNode()) {
      progress.accept(file.bytes());
      return false;
    }
    Optional<Long> chunk = chunkSize(upload.path("header"));
    if (chunk.isPresent()) {
      sendParts(file, upload, chunk.get());
    } else {
      HubAnswer unused = send(file, upload.path("href").asText(), headers(upload), 0, file.bytes());
    }
    JsonNode verify = object.path("actions").path("verify");
    if (!verify.isMissingNode()) {
      verify(file, verify);
    }
    return true;
  }

  private static Optional<Long> chunkSize(JsonNode header) throws HubException {
    JsonNode size = header.path("chunk_size");
    if (size.isMissingNode()) {
      return Optional.empty();
    }
    if (size.asLong() < 1) {
      throw new HubException("the hub asks for parts of '%s' bytes".formatted(size.asText()));
    }
    return Optional.of(size.asLong());
  }

  private void sendParts(PushedFile file, JsonNode upload, long chunk) throws IOException {
    Map<Integer, String> parts = new TreeMap<>();
    upload
        .path("header")
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().matches("\\d{1,5}")) {
                parts.put(Integer.parseInt(entry.getKey()), entry.getValue().asText());
              }
            });
    long expected = (file.bytes() + chunk - 1) / chunk;
    if (parts.size() != expected || expected > MAX_PARTS) {
      throw new HubException(
          "the hub names %d parts for '%s', not %d".formatted(parts.size(), file.path(), expected));
    }
    ObjectNode complete = Json.MAPPER.createObjectNode().put("oid", file.sha256());
    ArrayNode etags = complete.putArray("parts");
    long from = 0;
    for (String address : parts.values()) {
      long bytes = Math.min(chunk, file.bytes() - from);
      HubAnswer answer = send(file, address, Map.of(), from, bytes);
      String etag =
          answer
              .headers()
              .firstValue("ETag")
              .orElseThrow(() -> new HubException("the storage gives no ETag for a part"));
      int number = etags.size() + 1;
      etags.addObject().put("partNumber", number).put("etag", etag);
      from += bytes;
    }
    connection
        .send(
            HubRequest.post(
                connection.address().named(upload.path("href").asText()),
                LFS_JSON,
                complete.toString()))
        .requireGood("complete '%s'".formatted(file.path()));
  }

  private HubAnswer send(
      PushedFile file, String address, Map<String, String> headers, long from, long bytes)
      throws IOException {
    CountedPart part = new CountedPart(file, from, bytes, progress);
    HubRequest request =
        new HubRequest("PUT", connection.address().named(address), headers, part::open, bytes);
    HubAnswer answer = connection.send(request);
    answer.requireGood("upload '%s'".formatted(file.path()));
    return answer;
  }

  private void verify(PushedFile file, JsonNode verify) throws IOException {
    ObjectNode body =
        Json.MAPPER.createObjectNode().put("oid", file.sha256()).put("size", file.bytes());
    HubRequest plain =
        HubRequest.post(
            connection.address().named(verify.path("href").asText()), LFS_JSON, body.toString());
    Map<String, String> headers = new HashMap<>(plain.headers());
    headers.putAll(headers(verify));
    connection
        .send(new HubRequest("POST", plain.address(), headers, plain.body(), plain.bytes()))
        .requireGood("verify '%s'".formatted(file.path()));
  }

  /** Headers that an action asks for, without those that the client sets itself. */
  private static Map<String, String> headers(JsonNode action) {
    Map<String, String> headers = new HashMap<>();
    action
        .path("header")
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              if (name.matches("[A-Za-z][A-Za-z0-9-]*")
                  && !name.matches(
                      "(?i)host|content-length|connection|expect|upgrade|chunk_size")) {
                headers.put(name, entry.getValue().asText().replaceAll("\\p{Cntrl}", ""));
              }
            });
    return headers;
  }
}
