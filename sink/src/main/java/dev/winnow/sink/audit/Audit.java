package dev.winnow.sink.audit;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.sink.audit.Book.Page;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks that the books balance: for every prompt that has ended, candidates ordered = verdicts =
 * rows on the sample topics = rows in the datasets, and each candidate id is in each exactly once.
 *
 * <p>It may run while the stream does. Progress is read first and rows last: a prompt ends only
 * after the verdicts of all its candidates were committed, each in one transaction with its row, so
 * whatever an ended prompt needs is there by then. Prompts that have not ended are counted as open.
 */
public final class Audit {
  private static final int MAX_REPORTED = 20;

  private final KafkaConnection connection;
  private final Optional<Path> datasets;
  private final Duration wait;
  private final Map<String, Book> books = new HashMap<>();
  private final List<String> first = new ArrayList<>();
  private long imbalances;

  /**
   * @param datasets directory to audit too; empty for the topics alone
   * @param wait how long to wait for the sink to have written what is on the topics
   */
  public Audit(KafkaConnection connection, Optional<Path> datasets, Duration wait) {
    this.connection = connection;
    this.datasets = datasets;
    this.wait = wait;
  }

  /**
   * Audits.
   *
   * @throws IOException if the datasets cannot be read, or the sink does not catch up in time
   */
  public AuditReport run() throws IOException, InterruptedException {
    TopicReader topics = new TopicReader(connection);
    topics.read(connection.topics().progress(), Progress.class, this::onProgress);
    topics.read(
        connection.topics().verdicts(),
        Verdict.class,
        verdict -> note(Page.VERDICTS, verdict.getPromptId(), verdict.getIndex()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Outcome outcome : Outcome.values()) {
      ends.putAll(
          topics.read(
              connection.topics().samples(outcome),
              Sample.class,
              sample -> note(Page.ROWS, sample.getPromptId(), sample.getIndex())));
    }
    if (datasets.isPresent()) {
      auditFiles(datasets.get(), awaitSink(datasets.get(), ends));
    }
    return report();
  }

  private void onProgress(Progress progress) {
    boolean ended =
        progress.getState() != PromptState.WAITING && progress.getState() != PromptState.SAMPLING;
    book(progress.getPromptId()).progress(progress.getOrdered(), ended);
  }

  private void note(Page page, String promptId, int index) {
    if (index < 0 || index >= RecipeRules.MAX_TRIALS) {
      report(
          "%s: in the %s with an impossible index"
              .formatted(CandidateId.of(promptId, index), page.label()));
    } else if (!book(promptId).note(page, index)) {
      report("%s is in the %s twice".formatted(CandidateId.of(promptId, index), page.label()));
    }
  }

  private Book book(String promptId) {
    return books.computeIfAbsent(promptId, id -> new Book());
  }

  private void auditFiles(Path directory, List<Commit> commits) throws IOException {
    for (Commit commit : commits) {
      for (DataFile file : commit.files()) {
        auditFile(directory.resolve(file.path()), file);
      }
    }
  }

  private void auditFile(Path path, DataFile file) throws IOException {
    if (!Files.exists(path)) {
      report("file '%s' was committed but is not there".formatted(path));
      return;
    }
    if (Files.size(path) != file.bytes()) {
      report(
          "file '%s' has %d bytes, %d were committed"
              .formatted(path, Files.size(path), file.bytes()));
      return;
    }
    long rows =
        DatasetReader.read(path, (promptId, index) -> note(Page.DATASET_ROWS, promptId, index));
    if (rows != file.stats().rows()) {
      report("file '%s' has %d rows, %d were committed".formatted(path, rows, file.stats().rows()));
    }
  }

  /** The commits that cover every row that was on the topics. */
  private List<Commit> awaitSink(Path directory, Map<TopicPartition, Long> ends)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      List<Commit> commits = CommitLog.readAll(directory);
      Optional<TopicPartition> behind = behind(commits, ends);
      if (behind.isEmpty()) {
        return commits;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "the datasets in '%s' lag behind the topics (%s): start the sink, or wait longer"
                .formatted(directory, behind.get()));
      }
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private static Optional<TopicPartition> behind(
      List<Commit> commits, Map<TopicPartition, Long> ends) {
    Map<PartitionId, Long> next = new HashMap<>();
    commits.forEach(commit -> next.putAll(commit.next()));
    return ends.entrySet().stream()
        .filter(end -> next.getOrDefault(id(end.getKey()), 0L) < end.getValue())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static PartitionId id(TopicPartition partition) {
    return new PartitionId(partition.topic(), partition.partition());
  }

  private AuditReport report() {
    long ended = 0;
    long ordered = 0;
    long[] counts = new long[Page.values().length];
    for (Map.Entry<String, Book> entry : books.entrySet()) {
      Book book = entry.getValue();
      if (book.hasEnded()) {
        ended++;
        ordered += book.ordered();
        for (Page page : Page.values()) {
          counts[page.ordinal()] += book.count(page);
        }
        String imbalance = book.imbalance(datasets.isPresent());
        if (imbalance != null) {
          report("prompt '%s': %s".formatted(entry.getKey(), imbalance));
        }
      }
    }
    return new AuditReport(
        ended,
        books.size() - ended,
        ordered,
        counts[0],
        counts[1],
        counts[2],
        imbalances,
        List.copyOf(first));
  }

  private void report(String imbalance) {
    imbalances++;
    if (first.size() < MAX_REPORTED) {
      first.add(imbalance);
    }
  }
}
