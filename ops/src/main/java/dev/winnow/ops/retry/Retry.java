package dev.winnow.ops.retry;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes prompts that ended as FAILED again, so that the planner reopens them with their counts
 * and indices.
 *
 * <ol>
 *   <li>Reads from the topic {@code progress} which prompts have failed, and why.
 *   <li>Reads the topic {@code prompts}, and publishes the first record of each again: the planner
 *       assigned the id to that one.
 * </ol>
 *
 * A second run publishes them again, which is harmless: only a prompt that has failed is reopened.
 */
public final class Retry {
  private static final int MAX_NAMED = 10;
  private static final String NO_CODE = "(no code)";

  private final KafkaConnection connection;
  private final Optional<String> recipe;
  private final Set<String> reasons;

  /**
   * @param recipe recipe whose prompts are retried; empty for all recipes
   * @param reasons codes of the failures that are retried; empty for all
   */
  public Retry(KafkaConnection connection, Optional<String> recipe, Set<String> reasons) {
    this.connection = connection;
    this.recipe = recipe;
    this.reasons = Set.copyOf(reasons);
  }

  /** Counts what {@link #run} would publish again, at most. */
  public RetrySummary dryRun() {
    return new RetrySummary(byReason(failed()), 0, 0, List.of());
  }

  /**
   * Publishes the prompts again.
   *
   * @param listener receives the number published so far
   * @throws CompletionException if Kafka does not accept all of them; earlier ones were published
   */
  public RetrySummary run(LongConsumer listener) {
    Map<String, String> left = failed();
    SortedMap<String, Long> byReason = byReason(left);
    long failed = left.size();
    try (Publisher publisher = Publisher.ofCommand(connection)) {
      Acknowledgements acknowledgements = new Acknowledgements();
      if (!left.isEmpty()) {
        scan(
            connection.topics().prompts(),
            Prompt.class,
            (record, prompt) -> {
              if (prompt.isPresent() && left.remove(prompt.get().getId()) != null) {
                acknowledgements.expect(publisher, prompt.get());
                listener.accept(failed - left.size());
              }
            });
      }
      acknowledgements.await();
    }
    List<String> named = left.keySet().stream().sorted().limit(MAX_NAMED).toList();
    return new RetrySummary(byReason, failed - left.size(), left.size(), named);
  }

  /** Returns the prompts that have failed, with the reason's code. */
  private Map<String, String> failed() {
    Map<String, String> failed = new HashMap<>();
    scan(
        connection.topics().progress(),
        Progress.class,
        (record, progress) -> {
          if (record.key() != null) {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            progress
                .filter(this::isWanted)
                .ifPresentOrElse(wanted -> failed.put(id, code(wanted)), () -> failed.remove(id));
          }
        });
    return failed;
  }

  private <T extends SpecificRecord> void scan(
      String topic, Class<T> type, TopicScan.Visitor<T> visitor) {
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(topic, type, visitor);
    }
  }

  private boolean isWanted(Progress progress) {
    return progress.getState() == PromptState.FAILED
        && recipe.map(progress.getRecipe()::equals).orElse(true)
        && (reasons.isEmpty() || reasons.contains(code(progress)));
  }

  private static String code(Progress progress) {
    return progress.getReasonCode().orElse(NO_CODE);
  }

  private static SortedMap<String, Long> byReason(Map<String, String> failed) {
    SortedMap<String, Long> counts = new TreeMap<>();
    failed.values().forEach(code -> counts.merge(code, 1L, Long::sum));
    return counts;
  }

  /** The records that Kafka has yet to acknowledge: a bounded number. */
  private static final class Acknowledgements {
    private static final int MAX_PENDING = 10_000;

    private final Semaphore free = new Semaphore(MAX_PENDING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void expect(Publisher publisher, Prompt prompt) {
      free.acquireUninterruptibly();
      publisher
          .publish(prompt)
          .whenComplete(
              (done, thrown) -> {
                if (thrown != null) {
                  failure.compareAndSet(null, thrown);
                }
                free.release();
              });
    }

    void await() {
      free.acquireUninterruptibly(MAX_PENDING);
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new CompletionException(thrown.getMessage(), thrown);
      }
    }
  }
}
