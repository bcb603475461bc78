package dev.winnow.sink.describe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Durable;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.row.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps {@code manifest.jsonl}, {@code stats.json} and the dataset card of every recipe up to date.
 * They depend only on the commits and the unsolvable prompts, so the next start after a crash
 * writes them again. Memory grows with the number of recipes, not of files.
 */
public final class DatasetDescriber {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private final Path root;
  private final Format format;
  private final UnsolvablePrompts unsolvable;
  private final Map<String, Dataset> datasets = new HashMap<>();

  private record Dataset(Manifest manifest, Map<String, RowStats> stats) {
    void count(DataFile file) {
      stats.merge(file.outcome(), file.stats(), RowStats::plus);
    }
  }

  /** Describes the commits of the directory. */
  public DatasetDescriber(Path root, Format format, UnsolvablePrompts unsolvable)
      throws IOException {
    this.root = root;
    this.format = format;
    this.unsolvable = unsolvable;
    CommitLog.forEach(root, this::collect);
    for (Map.Entry<String, Dataset> entry : datasets.entrySet()) {
      entry.getValue().manifest().publish();
      write(entry.getKey());
    }
  }

  /** Adds a commit and rewrites the descriptions of its recipes and of others that have changed. */
  public void add(Commit commit) throws IOException {
    Set<String> changed = new HashSet<>(unsolvable.drainChanged());
    for (DataFile file : commit.files()) {
      Dataset dataset = dataset(file.recipe());
      dataset.count(file);
      dataset.manifest().append(file);
      changed.add(file.recipe());
    }
    for (String recipe : changed) {
      write(recipe);
    }
  }

  /** Rewrites the descriptions of recipes whose unsolvable prompts have changed. */
  public void refresh() throws IOException {
    for (String recipe : unsolvable.drainChanged()) {
      write(recipe);
    }
  }

  private void collect(Commit commit) throws IOException {
    for (DataFile file : commit.files()) {
      Dataset dataset = dataset(file.recipe());
      dataset.count(file);
      dataset.manifest().collect(file);
    }
  }

  private Dataset dataset(String recipe) throws IOException {
    Dataset known = datasets.get(recipe);
    if (known == null) {
      known = new Dataset(new Manifest(root.resolve(recipe)), new TreeMap<>());
      datasets.put(recipe, known);
    }
    return known;
  }

  private void write(String recipe) throws IOException {
    Dataset dataset = datasets.get(recipe);
    if (dataset == null) {
      return;
    }
    Path directory = root.resolve(recipe);
    Listing listing = unsolvable.of(recipe);
    Map<String, Object> stats = new LinkedHashMap<>(dataset.stats());
    stats.put("unsolvable", listing);
    Durable.replace(directory.resolve("stats.json"), JSON.writeValueAsBytes(stats));
    String card = DatasetCard.of(recipe, format, dataset.stats(), listing);
    Durable.replace(directory.resolve("README.md"), card.getBytes(StandardCharsets.UTF_8));
  }
}
