package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.sink.audit.Book.Page;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.PartitionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that the books balance: for every prompt that has ended, candidates ordered = verdicts =
 * rows on the sample topics = rows in the datasets, and each candidate id is in each exactly once;
 * of its accepted rows as many are selected as are wanted, or all where there are fewer.
 *
 * <p>It may run while the stream does. Progress is read first and rows last: a prompt ends only
 * after the verdicts of all its candidates were committed, each in one transaction with its row, so
 * whatever an ended prompt needs is there by then. Prompts that have not ended are counted as open,
 * those whose rows the sink has yet to write as unwritten.
 */
public final class Audit {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Optional<Path> datasets;
  private final Duration wait;

  /**
   * @param datasets directory to audit too; empty for the topics alone
   * @param wait how long to wait for the sink to have written what is on the topics; zero to judge
   *     what it has written so far
   */
  public Audit(KafkaConnection connection, Optional<Path> datasets, Duration wait) {
    this.connection = connection;
    this.datasets = datasets;
    this.wait = wait;
  }

  /** Audits, and tells nobody how far it has come. */
  public AuditReport run() throws IOException, InterruptedException {
    return run(AuditListener.NONE);
  }

  /**
   * Audits.
   *
   * @throws IOException if the datasets cannot be read, or the sink does not catch up in time
   */
  public AuditReport run(AuditListener listener) throws IOException, InterruptedException {
    TopicReader topics = new TopicReader(connection, listener);
    Ledger ledger = new Ledger();
    topics.read(
        connection.topics().progress(),
        Progress.class,
        (partition, offset, progress) -> ledger.progress(progress));
    topics.read(
        connection.topics().verdicts(),
        Verdict.class,
        (partition, offset, verdict) ->
            ledger.note(Page.VERDICTS, verdict.getPromptId(), verdict.getIndex()));
    List<Commit> written = datasets.isPresent() ? CommitLog.readAll(datasets.get()) : List.of();
    Map<PartitionId, Long> ends = readRows(topics, ledger, next(written));
    if (datasets.isPresent()) {
      if (!wait.isZero()) {
        written = awaitSink(datasets.get(), ends);
      }
      new DatasetAudit(datasets.get(), ledger, listener).audit(written);
    }
    return ledger.close(datasets.isPresent());
  }

  private Map<PartitionId, Long> readRows(
      TopicReader topics, Ledger ledger, Map<PartitionId, Long> next) {
    Map<PartitionId, Long> ends = new HashMap<>();
    for (Outcome outcome : Outcome.values()) {
      ends.putAll(
          topics.read(
              connection.topics().samples(outcome),
              Sample.class,
              (partition, offset, sample) -> {
                ledger.row(sample);
                if (wait.isZero() && offset >= next.getOrDefault(partition, 0L)) {
                  ledger.unwritten(sample.getPromptId());
                }
              }));
    }
    return ends;
  }

  /** The commits that cover every row that was on the topics. */
  private List<Commit> awaitSink(Path directory, Map<PartitionId, Long> ends)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      List<Commit> commits = CommitLog.readAll(directory);
      Map<PartitionId, Long> next = next(commits);
      Optional<PartitionId> behind =
          ends.keySet().stream()
              .filter(id -> next.getOrDefault(id, 0L) < ends.getOrDefault(id, 0L))
              .findFirst();
      if (behind.isEmpty()) {
        return commits;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "the datasets in '%s' lag behind the topics (%s): start the sink, or wait longer"
                .formatted(directory, behind.get()));
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Map<PartitionId, Long> next(List<Commit> commits) {
    Map<PartitionId, Long> next = new HashMap<>();
    commits.forEach(commit -> next.putAll(commit.next()));
    return next;
  }
}
