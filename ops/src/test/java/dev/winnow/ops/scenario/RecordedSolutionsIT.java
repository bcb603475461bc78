package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.PublishSummary;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.worker.engine.replay.ReplayConfig;
import dev.winnow.worker.engine.replay.ReplayEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Problems with recorded solutions of four models, through the whole stream, judged as their labels
 * say: some of our own, and GSM8K's with the solutions that its authors published.
 */
@Tag("long")
class RecordedSolutionsIT {
  private static final int MODELS = 4;

  @TempDir private Path directory;

  private record Place(String question, int index) {}

  @Test
  void judgesOurOwnSolutionsAsLabelledAndTheBooksBalance() throws Exception {
    replay(Repository.fixture("gsm8k.jsonl"), Repository.fixture("solutions.jsonl"), 12);
  }

  @Test
  void judgesThePublishedSolutionsAsLabelledAndTheBooksBalance() throws Exception {
    replay(
        Repository.shared("data/gsm8k/test.jsonl"),
        Repository.shared("data/gsm8k/example_model_solutions.jsonl"),
        1319);
  }

  private void replay(Path problems, Path recorded, int prompts) throws Exception {
    try (LocalService service = new LocalService(config())) {
      service.start(Map.of("default", () -> new ReplayEngine(ReplayConfig.of(List.of(recorded)))));
      KafkaConnection connection = service.connection();

      publish(connection, problems, prompts);
      StreamEnd.await(connection, prompts, () -> assertThat(service.healthy()).isTrue());

      BooksBalance.verify(connection, directory.resolve("datasets"), prompts);
      assertJudgedAsLabelled(rows(connection), labels(recorded), prompts);
    }
  }

  private LocalConfig config() throws IOException {
    return LocalConfigs.in(directory, "default");
  }

  private static void publish(KafkaConnection connection, Path file, int prompts) throws Exception {
    InstantSource clock = InstantSource.system();
    Recipe recipe =
        RecipeFile.read(Path.of("recipes/recorded.yaml"), Installed.catalog(), clock.instant());
    try (Publisher publisher = new Publisher(connection);
        InputStream problems = Files.newInputStream(file)) {
      publisher.publish(recipe).get();
      PromptReader reader = new PromptReader(recipe.getName(), Optional.empty());
      PublishSummary summary =
          new FilePublisher(publisher, reader, clock).publish(problems, "test", bytes -> {});
      assertThat(summary.published()).isEqualTo(prompts);
    }
  }

  private static List<Sample> rows(KafkaConnection connection) {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      try (Follower<Sample> samples =
          new Follower<>(connection, connection.topics().samples(outcome), Sample.class)) {
        int before;
        List<Sample> read = List.of();
        do {
          before = read.size();
          read = samples.all();
        } while (read.size() > before);
        rows.addAll(read);
      }
    }
    return rows;
  }

  private static void assertJudgedAsLabelled(
      List<Sample> rows, Map<Place, Boolean> labels, int prompts) {
    int decided = 0;
    List<String> otherwise = new ArrayList<>();
    for (Sample row : rows) {
      Optional<Boolean> correct = row.getCorrect();
      if (correct.isPresent()) {
        decided++;
        if (!correct.get().equals(labels.get(new Place(row.getPrompt(), row.getIndex())))) {
          otherwise.add(row.getId() + ": " + row.getReason());
        }
      }
    }
    System.out.printf(
        "rows=%d decided=%d judged-otherwise=%d%n", rows.size(), decided, otherwise.size());
    assertThat(rows).hasSize(prompts * MODELS);
    assertThat(decided).isGreaterThan(rows.size() * 99 / 100);
    assertThat(otherwise).hasSizeLessThanOrEqualTo(decided / 500);
  }

  /** What the publisher says of each solution, in the order of the line, as it is replayed. */
  private static Map<Place, Boolean> labels(Path recorded) throws IOException {
    Map<Place, Boolean> labels = new HashMap<>();
    for (String line : Files.readAllLines(recorded)) {
      JsonNode problem = new ObjectMapper().readTree(line);
      int index = 0;
      for (JsonNode model : problem) {
        if (model.isObject()) {
          Place place = new Place(problem.get("question").textValue(), index++);
          labels.put(place, model.get("is_correct").booleanValue());
        }
      }
    }
    return labels;
  }
}
