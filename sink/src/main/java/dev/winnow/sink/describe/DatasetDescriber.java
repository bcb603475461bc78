package dev.winnow.sink.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Outcome;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code manifest.jsonl}, {@code stats.json} and the dataset card of every recipe. They
 * follow from the logs and the unsolvable prompts, may lag behind, and say up to when they count.
 *
 * <p>Several sinks may write them. Each looks at the logs again after it has written, and writes
 * again if they have moved on. So the last to write has written what the logs say. Not thread-safe.
 */
public final class DatasetDescriber {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  /** The datasets of judged candidates. */
  private static final Set<String> OUTCOMES =
      Stream.of(Outcome.values())
          .map(outcome -> new SampleKind(outcome).name())
          .collect(Collectors.toSet());

  /** Other sinks commit all the time; what they add later is described later. */
  private static final int MAX_ROUNDS = 3;

  private final Storage storage;
  private final Format format;
  private final UnsolvableListings unsolvable;
  private final Map<String, Integer> written = new HashMap<>();
  private Map<PartitionId, Long> versions = Map.of();

  /** Knows the unsolvable prompts. */
  public interface UnsolvableListings {
    /** Returns the current listing of a recipe. */
    Listing of(String recipe) throws IOException;

    /** Returns the recipes whose listings may have changed since the previous call. */
    Set<String> drainChanged();
  }

  public DatasetDescriber(Storage storage, DatasetsLayout layout, UnsolvableListings unsolvable) {
    this.storage = storage;
    this.format = Format.ofExtension(layout.extension());
    this.unsolvable = unsolvable;
  }

  /** Writes the descriptions of what has changed since the previous refresh. */
  public void refresh() throws IOException {
    boolean listingsChanged = !unsolvable.drainChanged().isEmpty();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!listingsChanged && !versions.isEmpty() && Snapshot.isLatest(storage, versions)) {
        return;
      }
      Snapshot snapshot = Snapshot.read(storage);
      describe(snapshot);
      versions = snapshot.versions();
      listingsChanged = false;
    }
  }

  private void describe(Snapshot snapshot) throws IOException {
    Map<String, List<DataFile>> recipes =
        snapshot
            .files()
            .sorted(
                Comparator.comparing(DataFile::kind)
                    .thenComparing(DataFile::topic)
                    .thenComparing(DataFile::partition)
                    .thenComparing(DataFile::first)
                    .thenComparing(DataFile::path))
            .collect(Collectors.groupingBy(DataFile::recipe, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<DataFile>> recipe : recipes.entrySet()) {
      describe(recipe.getKey(), recipe.getValue());
    }
  }

  private void describe(String recipe, List<DataFile> files) throws IOException {
    Listing listing = unsolvable.of(recipe);
    Map<String, RowStats> stats = stats(files);
    Map<String, Object> described = new LinkedHashMap<>();
    stats.forEach((kind, counted) -> described.put(kind, described(kind, counted)));
    described.put("unsolvable", listing);
    // The manifest is first: a card never names a file that the manifest lacks.
    write(recipe + "/manifest.jsonl", manifest(files));
    write(recipe + "/stats.json", PRETTY.writeValueAsString(described));
    write(recipe + "/README.md", DatasetCard.of(recipe, format, stats, files, listing));
  }

  /** Prompts are counted where their candidates are; elsewhere their number is not known. */
  private static JsonNode described(String kind, RowStats counted) {
    ObjectNode json = JSON.valueToTree(counted);
    if (!OUTCOMES.contains(kind)) {
      json.remove("prompts");
    }
    return json;
  }

  private static Map<String, RowStats> stats(List<DataFile> files) {
    Map<String, RowStats> stats = new TreeMap<>();
    files.forEach(file -> stats.merge(file.kind(), file.stats(), RowStats::plus));
    return stats;
  }

  private static String manifest(List<DataFile> files) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (DataFile file : files) {
      lines.append(JSON.writeValueAsString(file)).append('\n');
    }
    return lines.toString();
  }

  private void write(String path, String text) throws IOException {
    Integer before = written.get(path);
    if (before == null || before != text.hashCode()) {
      storage.replace(path, text.getBytes(StandardCharsets.UTF_8));
      written.put(path, text.hashCode());
    }
  }
}
