package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dataset repository of a hub, by the HTTP interface that {@code huggingface_hub} uses: {@code
 * repos/create}, {@code tree}, {@code preupload} and {@code commit}.
 */
final class HubRepository {
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final int FILES_PER_REQUEST = 256;
  private static final int SAMPLE_BYTES = 512;
  private static final int MAX_PAGES = 1_000;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

  private final HubConnection connection;
  private final HubAddress address;

  HubRepository(HubConnection connection) {
    this.connection = connection;
    this.address = connection.address();
  }

  /** Creates the repository if there is none. */
  void create(boolean isPrivate) throws IOException {
    HubAnswer info = connection.send(HubRequest.get(address.info()));
    if (info.status() != 404) {
      JsonNode unused = info.json("look for '%s'".formatted(address.repo()));
      return;
    }
    ObjectNode wanted =
        Json.MAPPER
            .createObjectNode()
            .put("type", "dataset")
            .put("organization", address.namespace())
            .put("name", address.name())
            .put("private", isPrivate);
    HubAnswer created =
        connection.send(HubRequest.post(address.at("/api/repos/create"), JSON, wanted.toString()));
    // 409: a lost answer was tried again, or another client has created it.
    if (created.status() != 409) {
      created.requireGood("create '%s'".formatted(address.repo()));
    }
  }

  /** Returns the latest commit of the revision; empty if it has none. */
  Optional<String> head() throws IOException {
    HubAnswer answer = connection.send(HubRequest.get(address.action("revision")));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    JsonNode sha = answer.json("look for revision '%s'".formatted(address.revision())).path("sha");
    return sha.isTextual() ? Optional.of(sha.asText()) : Optional.empty();
  }

  /** Returns the files of the revision by their paths. */
  Map<String, RemoteFile> files() throws IOException {
    Map<String, RemoteFile> files = new TreeMap<>();
    Optional<URI> page = Optional.of(URI.create(address.action("tree") + "?recursive=true"));
    for (int pages = 0; page.isPresent() && pages < MAX_PAGES; pages++) {
      HubAnswer answer = connection.send(HubRequest.get(page.get()));
      if (answer.status() == 404 && pages == 0) {
        return files;
      }
      for (JsonNode entry : answer.json("list '%s'".formatted(address.repo()))) {
        if (entry.path("type").asText().equals("file")) {
          files.put(entry.path("path").asText(), RemoteFile.of(entry));
        }
      }
      page = next(answer);
    }
    return files;
  }

  private Optional<URI> next(HubAnswer answer) throws HubException {
    Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
    return next.find() ? Optional.of(address.named(next.group(1))) : Optional.empty();
  }

  /**
   * Returns the paths of those files that the hub wants by LFS; it takes the others inside the
   * commit.
   */
  Set<String> lfsPaths(List<PushedFile> files) throws IOException {
    Set<String> lfs = new HashSet<>();
    for (int from = 0; from < files.size(); from += FILES_PER_REQUEST) {
      List<PushedFile> some = files.subList(from, Math.min(files.size(), from + FILES_PER_REQUEST));
      Map<String, JsonNode> modes = modes(some);
      for (PushedFile file : some) {
        JsonNode mode = modes.getOrDefault(file.path(), Json.MAPPER.missingNode());
        if (mode.path("shouldIgnore").asBoolean()) {
          throw new HubException(
              "the repository's .gitignore leaves out '%s'".formatted(file.path()));
        }
        if (isLfs(file, mode.path("uploadMode").asText())) {
          lfs.add(file.path());
        }
      }
    }
    return lfs;
  }

  /** An empty file has no content to keep elsewhere. */
  private static boolean isLfs(PushedFile file, String mode) throws HubException {
    return switch (mode) {
      case "lfs" -> file.bytes() > 0;
      case "regular" -> false;
      default ->
          throw new HubException("the hub does not say how it takes '%s'".formatted(file.path()));
    };
  }

  private Map<String, JsonNode> modes(List<PushedFile> files) throws IOException {
    ObjectNode asked = Json.MAPPER.createObjectNode();
    ArrayNode list = asked.putArray("files");
    for (PushedFile file : files) {
      list.addObject()
          .put("path", file.path())
          .put("size", file.bytes())
          .put("sample", sample(file));
    }
    JsonNode answer =
        connection
            .send(HubRequest.post(address.action("preupload"), JSON, asked.toString()))
            .json("ask how to upload");
    Map<String, JsonNode> modes = new HashMap<>();
    answer.path("files").forEach(file -> modes.put(file.path("path").asText(), file));
    return modes;
  }

  private static String sample(PushedFile file) throws IOException {
    try (InputStream content = file.content().open()) {
      return Base64.getEncoder().encodeToString(content.readNBytes(SAMPLE_BYTES));
    }
  }

  /**
   * Commits.
   *
   * @param operations a file of lines of JSON: see {@link CommitFile}
   * @return id of the commit
   */
  String commit(Path operations) throws IOException {
    HubRequest request =
        new HubRequest(
            "POST",
            address.action("commit"),
            Map.of("Content-Type", NDJSON, "Accept", JSON),
            () -> Files.newInputStream(operations),
            Files.size(operations));
    return connection.send(request).json("commit").path("commitOid").asText("(without an id)");
  }
}
