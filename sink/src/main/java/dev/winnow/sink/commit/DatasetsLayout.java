package dev.winnow.sink.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.sink.storage.DataPaths;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What holds for a whole datasets directory. The first sink writes it, and it never changes.
 *
 * @param id a random id; the sinks of a directory find each other by it
 * @param extension extension of its data files, without the dot: all files of a dataset must have
 *     the same format for readers such as {@code load_dataset}
 */
public record DatasetsLayout(String id, String extension) {
  private static final int VERSION = 2;
  private static final String PATH = DataPaths.INTERNAL + "/layout.json";
  private static final String OLDER = DataPaths.INTERNAL + "/commits.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Returns the layout of a directory, which is created where there is none.
   *
   * @param extension the extension of the files to write
   * @throws IOException if the directory has another layout or format, or cannot be written
   */
  public static DatasetsLayout create(Storage storage, String extension) throws IOException {
    Optional<DatasetsLayout> known = read(storage);
    if (known.isEmpty()) {
      byte[] content =
          JSON.writeValueAsBytes(
              JSON.createObjectNode()
                  .put("version", VERSION)
                  .put("id", UUID.randomUUID().toString())
                  .put("extension", extension));
      storage.createIfAbsent(PATH, content);
      known = read(storage);
    }
    DatasetsLayout layout =
        known.orElseThrow(() -> new IOException("'%s' is gone".formatted(storage.name())));
    if (!layout.extension().equals(extension)) {
      throw new IOException(
          "'%s' has files of another format, %s, not %s: keep to it, or choose another directory"
              .formatted(storage.name(), layout.extension(), extension));
    }
    return layout;
  }

  /**
   * Returns the layout of a directory; empty if there are no datasets.
   *
   * @throws IOException if an earlier version of the sink has written the directory
   */
  public static Optional<DatasetsLayout> read(Storage storage) throws IOException {
    Optional<byte[]> content = storage.read(PATH);
    if (content.isEmpty()) {
      if (storage.read(OLDER).isPresent()) {
        throw new IOException(
            "'%s' was written by an earlier version, with one commit log for all partitions (%s): write the datasets again from the topics into an empty directory"
                .formatted(storage.name(), OLDER));
      }
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(content.get());
    if (json.path("version").asInt() != VERSION) {
      throw new IOException(
          "'%s' has the layout %s, and this version knows %d: use the version that wrote it"
              .formatted(storage.name(), json.path("version"), VERSION));
    }
    return Optional.of(
        new DatasetsLayout(json.path("id").asText(), json.path("extension").asText()));
  }
}
