package dev.winnow.ops.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredInput;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a recipe's datasets as its manifest lists them, with card, manifest and statistics.
 * What is not committed is in no manifest.
 *
 * @param data the data files
 * @param descriptions card, manifest and statistics, which describe exactly these data files
 * @param rows number of rows
 */
record PushSource(List<PushedFile> data, List<PushedFile> descriptions, long rows) {
  private static final String MANIFEST = "manifest.jsonl";
  private static final String CARD = "README.md";
  private static final Pattern LISTED = Pattern.compile("(?m)^  - \"(.+)\"$");

  /** A sink writes the three files one after the other. */
  private static final int LOOKS = 5;

  private static final long PAUSE_MILLIS = 500;

  /**
   * Reads the manifest of a recipe.
   *
   * @throws IllegalArgumentException if there is none
   */
  static PushSource read(Storage storage, String recipe) throws IOException {
    for (int look = 1; ; look++) {
      byte[] manifest = required(storage, recipe, MANIFEST);
      byte[] stats = required(storage, recipe, "stats.json");
      byte[] card = required(storage, recipe, CARD);
      PushSource source = of(storage, recipe, manifest);
      if (listed(card).equals(source.paths())) {
        source.descriptions.add(file(MANIFEST, manifest));
        source.descriptions.add(file("stats.json", stats));
        source.descriptions.add(file(CARD, card));
        return source;
      }
      if (look == LOOKS) {
        throw new IOException(
            "card and manifest of '%s' differ; a running sink writes both, so start one for a moment"
                .formatted(recipe));
      }
      pause();
    }
  }

  private static PushSource of(Storage storage, String recipe, byte[] manifest) throws IOException {
    List<PushedFile> data = new ArrayList<>();
    long rows = 0;
    String prefix = recipe + '/';
    for (String line : new String(manifest, StandardCharsets.UTF_8).lines().toList()) {
      JsonNode file = listing(recipe, line);
      String path = file.path("path").asText();
      if (!path.startsWith(prefix) || path.contains("..")) {
        throw new IOException("the manifest of '%s' lists '%s'".formatted(recipe, path));
      }
      data.add(
          new PushedFile(
              path.substring(prefix.length()),
              file.path("bytes").asLong(),
              file.path("sha256").asText(),
              () -> opened(storage, path)));
      rows += file.path("stats").path("rows").asLong();
    }
    return new PushSource(data, new ArrayList<>(), rows);
  }

  private static JsonNode listing(String recipe, String line) throws IOException {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s/%s is damaged, %s; a running sink writes it anew, so start one for a moment"
              .formatted(recipe, MANIFEST, ReadErrors.json(e)),
          e);
    }
  }

  private Set<String> paths() {
    return data.stream().map(PushedFile::path).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> listed(byte[] card) {
    String front = new String(card, StandardCharsets.UTF_8).split("\n---\n", 2)[0];
    return LISTED
        .matcher(front)
        .results()
        .map((MatchResult listed) -> listed.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static PushedFile file(String path, byte[] content) {
    return new PushedFile(
        path, content.length, Digests.sha256(content), () -> new ByteArrayInputStream(content));
  }

  private static InputStream opened(Storage storage, String path) throws IOException {
    StoredInput input = storage.open(path);
    return new FilterInputStream(input.newStream()) {
      @Override
      public void close() throws IOException {
        try (input) {
          super.close();
        }
      }
    };
  }

  private static byte[] required(Storage storage, String recipe, String name) throws IOException {
    return storage
        .read(recipe + '/' + name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' has no %s of recipe '%s'; has a sink written it?"
                        .formatted(storage.name(), name, recipe)));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
