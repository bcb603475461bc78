package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The datasets, as the sink describes them beside their files: its {@code stats.json} and {@code
 * manifest.jsonl}, which may lag behind. Thread-safe.
 */
final class StoredDatasets implements AutoCloseable {
  static final int MAX_FILES = 100;
  static final int MAX_RECIPES = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DatasetsLocation location;
  private final Storage storage;

  /** The rows of each dataset of a recipe, by the dataset's name. */
  record Listed(String recipe, Map<String, Long> rows) {}

  /**
   * One dataset.
   *
   * @param stats rows, tokens and rows by reason; null while the sink has described none
   * @param files the newest files that count, at most {@value #MAX_FILES}
   * @param fileCount number of all files
   * @param bytes size of all files
   * @param load how Python loads it
   */
  record Described(
      String location,
      String recipe,
      String name,
      @Nullable JsonNode stats,
      List<JsonNode> files,
      long fileCount,
      long bytes,
      String load) {}

  StoredDatasets(DatasetsLocation location) {
    this.location = location;
    this.storage = location.open();
  }

  String location() {
    return location.toString();
  }

  List<Listed> list() throws IOException {
    List<Listed> listed = new ArrayList<>();
    for (String recipe : storage.directories("").stream().sorted().toList()) {
      Optional<JsonNode> stats =
          recipe.startsWith(".") ? Optional.empty() : json(recipe + "/stats.json");
      if (stats.isPresent() && listed.size() < MAX_RECIPES) {
        Map<String, Long> rows = new TreeMap<>();
        stats
            .get()
            .properties()
            .forEach(
                kind -> {
                  if (kind.getValue().has("rows")) {
                    rows.put(kind.getKey(), kind.getValue().path("rows").asLong());
                  }
                });
        listed.add(new Listed(recipe, rows));
      }
    }
    return listed;
  }

  Described describe(String recipe, String name) throws IOException {
    JsonNode stats =
        json(recipe + "/stats.json")
            .map(all -> all.get(name))
            .filter(JsonNode::isObject)
            .orElse(null);
    Deque<JsonNode> newest = new ArrayDeque<>();
    long files = 0;
    long bytes = 0;
    String manifest =
        storage
            .read(recipe + "/manifest.jsonl")
            .map(content -> new String(content, StandardCharsets.UTF_8))
            .orElse("");
    for (String line : (Iterable<String>) manifest.lines()::iterator) {
      JsonNode file = JSON.readTree(line);
      if (file.path("kind").asText().equals(name)) {
        files++;
        bytes += file.path("bytes").asLong();
        newest.addFirst(file);
        if (newest.size() > MAX_FILES) {
          newest.removeLast();
        }
      }
    }
    return new Described(
        location(), recipe, name, stats, List.copyOf(newest), files, bytes, load(recipe, name));
  }

  @Override
  public void close() {
    storage.close();
  }

  private String load(String recipe, String name) {
    return switch (location) {
      case DatasetsLocation.Disk disk ->
          """
          from datasets import load_dataset

          rows = load_dataset(%s, "%s", split="train")
          print(rows[0])
          """
              .formatted(
                  quoted(disk.directory().resolve(recipe).toAbsolutePath().toString()), name);
      case DatasetsLocation.S3 s3 ->
          """
          from datasets import load_dataset

          files = "s3://%s/%s%s/%s/*"
          rows = load_dataset("parquet", data_files=files, split="train")
          print(rows[0])
          """
              .formatted(s3.bucket(), s3.prefix(), recipe, name);
    };
  }

  /** Returns a path as a literal of Python, which JSON's strings are as well. */
  private static String quoted(String path) {
    return JSON.valueToTree(path).toString();
  }

  private Optional<JsonNode> json(String path) throws IOException {
    Optional<byte[]> content = storage.read(path);
    return content.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(content.get()));
  }
}
