package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.export.Export;
import dev.winnow.ops.export.ExportPlugin;
import dev.winnow.ops.export.ExportRun;
import dev.winnow.ops.export.StoredOrder;
import dev.winnow.ops.reverify.TopicRows;
import dev.winnow.ops.reward.JudgedRows;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.training.RewardExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds the readers of datasets to the guarantee that of a candidate that was judged again only the
 * current verdict is read. All verdicts must be decided ones.
 */
record CurrentVerdicts(KafkaConnection connection, Path datasets) {
  /** Different responses to a prompt are different texts. */
  private record Text(String promptId, String response) {}

  /** Returns the number of accepted rows that an export writes. */
  long exported(String recipe) throws IOException {
    ExportPlugin<?> layout = ExportPlugin.installed().require("trl_sft");
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      List<String> lines = new ArrayList<>();
      ExportRun run = new ExportRun(storage, recipe, List.of("accepted"), List.of());
      run.write(created(layout), new StoredOrder(lines::add), read -> {});
      return lines.size();
    }
  }

  /** Verifies which texts a reward model would be trained on. */
  void verifyLearned(String recipe) throws IOException {
    List<RewardExample> examples = JudgedRows.read(datasets.resolve(recipe));
    Set<Text> rejected = texts(Outcome.REJECTED);
    Set<Text> accepted = texts(Outcome.ACCEPTED);
    accepted.removeAll(rejected);
    assertThat(count(examples, RewardExample::accepted)).isEqualTo(accepted.size());
    assertThat(count(examples, RewardExample::rejected)).isEqualTo(rejected.size());
  }

  private static long count(
      List<RewardExample> examples, Function<RewardExample, List<String>> side) {
    return examples.stream().mapToLong(example -> side.apply(example).size()).sum();
  }

  private static <C extends Record> Export created(ExportPlugin<C> layout) {
    return layout.create(Options.bind(layout.options(), Map.of()));
  }

  /** Returns the texts of the candidates that have this outcome now, as the topics say. */
  private Set<Text> texts(Outcome outcome) {
    Map<String, Sample> latest = new HashMap<>();
    new TopicRows(connection)
        .forEach(
            row ->
                latest.merge(
                    row.getId(),
                    row,
                    (one, other) -> other.getReplaces().isPresent() ? other : one));
    return latest.values().stream()
        .filter(row -> row.getOutcome() == outcome)
        .map(row -> new Text(row.getPromptId(), row.getResponse()))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
