package dev.winnow.ops.cli.prompt;

import dev.winnow.producers.publish.PublishSummary;
import dev.winnow.producers.publish.TakenIds.Finding;
import dev.winnow.schemas.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What became of a recipe and its prompts, as JSON has it.
 *
 * @param dryRun whether nothing was published
 * @param takenIds ids that stand for other prompts; empty where the planner was not asked
 * @param allDecided whether the planner had read all prompts; empty where it was not asked
 */
record PublishDocument(
    String recipe,
    String version,
    boolean dryRun,
    List<PublishedFile> files,
    Optional<TreeSet<String>> takenIds,
    Optional<Boolean> allDecided) {

  /** What became of the rows of one file. */
  record PublishedFile(String file, PublishSummary summary) {}

  /** Collects what became of each file. Not thread-safe. */
  static final class Collector {
    private final List<PublishedFile> files = new ArrayList<>();

    void add(Path file, PublishSummary summary) {
      files.add(new PublishedFile(file.toString(), summary));
    }

    PublishDocument of(Recipe recipe, boolean dryRun, Optional<Finding> taken) {
      return new PublishDocument(
          recipe.getName(),
          recipe.getVersion(),
          dryRun,
          files,
          taken.map(found -> new TreeSet<>(found.ids())),
          taken.map(Finding::isComplete));
    }
  }
}
