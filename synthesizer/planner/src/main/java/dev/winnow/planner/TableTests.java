package dev.winnow.planner;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TableGuard;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;

/** What must hold for a record of each compacted topic that the planner knows. */
final class TableTests {
  private TableTests() {}

  static Map<String, TableGuard.Test> of(KafkaConnection connection, VerificationCatalog catalog) {
    // Whether a pool may be used changes with time, and is no fault of the record.
    Recipes.Requirements requirements = new Recipes.Requirements(catalog, pool -> Optional.empty());
    Topics topics = connection.topics();
    return Map.of(
        topics.recipes(),
        test(connection, Recipe.class, (key, recipe) -> recipeProblem(key, recipe, requirements)),
        topics.progress(),
        test(
            connection, Progress.class, (key, progress) -> keyProblem(key, progress.getPromptId())),
        topics.workers(),
        test(
            connection,
            WorkerStatus.class,
            (key, status) -> keyProblem(key, status.getPool() + "/" + status.getWorker())));
  }

  private static <T extends SpecificRecord> TableGuard.Test test(
      KafkaConnection connection, Class<T> type, BiFunction<String, T, Optional<Bad<?>>> problem) {
    Decoder<T> decoder = new Decoder<>(connection.registry(), type);
    return record -> {
      Decoded<T> decoded = decoder.decode(record.topic(), record.value());
      String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
      return switch (decoded) {
        case Bad<T> bad -> Optional.of(bad);
        case Good<T> good -> problem.apply(key, good.value());
      };
    };
  }

  private static Optional<Bad<?>> recipeProblem(
      String key, Recipe recipe, Recipes.Requirements requirements) {
    List<Violation> violations = Recipes.violations(key, recipe, requirements);
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(new Bad<>("INVALID_RECIPE", Violation.join(violations)));
  }

  private static Optional<Bad<?>> keyProblem(String key, String wanted) {
    return key.equals(wanted) ? Optional.empty() : Optional.of(Keys.mismatch(wanted));
  }
}
