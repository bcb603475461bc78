package dev.winnow.sink.describe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Durable;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.describe.HopelessPrompts.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps {@code manifest.json}, {@code stats.json} and the dataset card of every recipe up to date.
 * They follow from the commits and the hopeless prompts alone: what a crash left behind is made
 * again at the next start.
 */
public final class DatasetDescriber {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private final SinkConfig config;
  private final HopelessPrompts hopeless;
  private final Map<String, Dataset> datasets = new HashMap<>();

  private static final class Dataset {
    private final List<DataFile> files = new ArrayList<>();
    private final Map<String, RowStats> stats = new TreeMap<>();

    void add(DataFile file) {
      files.add(file);
      stats.merge(file.outcome(), file.stats(), RowStats::plus);
    }
  }

  /** Describes what these commits hold. */
  public DatasetDescriber(SinkConfig config, List<Commit> commits, HopelessPrompts hopeless)
      throws IOException {
    this.config = config;
    this.hopeless = hopeless;
    commits.forEach(commit -> commit.files().forEach(this::add));
    for (String recipe : datasets.keySet()) {
      write(recipe);
    }
  }

  /** Adds a commit and rewrites the descriptions of its recipes, and what else has changed. */
  public void add(Commit commit) throws IOException {
    Set<String> changed = new HashSet<>(hopeless.drainChanged());
    for (DataFile file : commit.files()) {
      add(file);
      changed.add(file.recipe());
    }
    for (String recipe : changed) {
      write(recipe);
    }
  }

  /** Rewrites the descriptions of recipes whose hopeless prompts have changed. */
  public void refresh() throws IOException {
    for (String recipe : hopeless.drainChanged()) {
      write(recipe);
    }
  }

  private void add(DataFile file) {
    datasets.computeIfAbsent(file.recipe(), name -> new Dataset()).add(file);
  }

  private void write(String recipe) throws IOException {
    Path directory = config.datasets().resolve(recipe);
    Dataset dataset = datasets.get(recipe);
    if (dataset == null) {
      return;
    }
    Durable.replace(
        directory.resolve("manifest.json"),
        JSON.writeValueAsBytes(Map.of("recipe", recipe, "files", dataset.files)));
    Listing listing = hopeless.of(recipe);
    Map<String, Object> stats = new LinkedHashMap<>(dataset.stats);
    stats.put("hopeless", listing);
    Durable.replace(directory.resolve("stats.json"), JSON.writeValueAsBytes(stats));
    String card = DatasetCard.of(recipe, config.format(), dataset.stats, listing);
    Durable.replace(directory.resolve("README.md"), card.getBytes(StandardCharsets.UTF_8));
  }
}
