package dev.winnow.sink.audit;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that nothing is lost or counted twice. For every prompt that has ended, candidates ordered
 * = verdicts = rows on the sample topics = rows in the datasets, and each candidate id is in each
 * exactly once. What the curator selected and paired names rows that are there, without a gap and
 * without a repetition. For every prompt, ended or not, each verdict and row belongs to an ordered
 * candidate, and a row has the outcome of its verdict. For every candidate that was judged again,
 * each row names the verdict that it replaces, and no verdict is replaced twice.
 *
 * <p>It may run while the stages run:
 *
 * <ol>
 *   <li>It reads progress first. A prompt ends only after the verdicts of all its candidates were
 *       committed, each in one transaction with its row. So all verdicts and rows of an ended
 *       prompt are there when they are read in the next step.
 *   <li>It reads verdicts, rows, the verdicts that were written meanwhile, and datasets. A verdict
 *       and its row are written in one transaction, so every row that was read has a verdict here.
 *   <li>It reads progress up to its new end. An order is committed in one transaction with the
 *       progress record that counts it, so every verdict or row read in step 2 is explained there.
 *       It reads what was curated meanwhile too, because the datasets may have had it already.
 * </ol>
 *
 * Prompts that have not ended are counted as open; prompts whose rows the sink has yet to write are
 * counted as unwritten. Records that the topics no longer hold are not judged.
 */
public final class Audit {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Optional<Storage> datasets;
  private final Duration wait;
  private final InstantSource clock;

  /**
   * @param datasets datasets to audit as well; empty to audit only the topics
   * @param wait maximum time to wait until the sink has written the rows that are on the topics;
   *     zero to judge only what it has written so far
   */
  public Audit(KafkaConnection connection, Optional<Storage> datasets, Duration wait) {
    this(connection, datasets, wait, InstantSource.system());
  }

  Audit(
      KafkaConnection connection, Optional<Storage> datasets, Duration wait, InstantSource clock) {
    this.connection = connection;
    this.datasets = datasets;
    this.wait = wait;
    this.clock = clock;
  }

  /** Runs the audit without reporting progress. */
  public AuditReport run() throws IOException, InterruptedException {
    return run(AuditListener.NONE);
  }

  /**
   * Runs the audit.
   *
   * @throws IOException if the datasets cannot be read, or the sink does not catch up in time
   */
  public AuditReport run(AuditListener listener) throws IOException, InterruptedException {
    if (datasets.isPresent() && DatasetsLayout.read(datasets.get()).isEmpty()) {
      throw new IOException(
          "there are no datasets in '%s'; check the path, or start the sink that is to write there"
              .formatted(datasets.get().name()));
    }
    try (TopicReader topics = new TopicReader(connection, listener)) {
      return run(topics, listener);
    }
  }

  private AuditReport run(TopicReader topics, AuditListener listener)
      throws IOException, InterruptedException {
    AuditState auditState = new AuditState();
    String progress = connection.topics().progress();
    RefusedRecords refused =
        RefusedRecords.read(topics, connection.topics().deadLetters(), countedTopics());
    topics.read(
        connection.topics().recipes(),
        Recipe.class,
        (at, offset, recipe) -> auditState.recipe(recipe));
    Optional<Snapshot> snapshot =
        datasets.isPresent() ? Optional.of(Snapshot.read(datasets.get())) : Optional.empty();
    WrittenOffsets written = new WrittenOffsets(snapshot, wait.isZero());
    Map<PartitionId, Long> known =
        topics.read(
            progress,
            Progress.class,
            (at, offset, account) -> {
              auditState.progress(account);
              if (written.lacks(at, offset, account.getRecipe() + "/prompts")) {
                auditState.unwritten(account.getPromptId());
              }
            });
    Map<PartitionId, Long> verdictsRead = readVerdicts(topics, refused, auditState);
    Map<PartitionId, Long> ends = new HashMap<>(known);
    ends.putAll(readRows(topics, refused, written, auditState));
    Map<PartitionId, Long> curatedRead =
        readCurated(Map.of(), topics, refused, written::lacks, auditState);
    ends.putAll(curatedRead);
    topics.readFrom(
        verdictsRead,
        connection.topics().verdicts(),
        Verdict.class,
        (at, offset, verdict) -> auditState.verdictSince(verdict));
    if (datasets.isPresent()) {
      if (!wait.isZero()) {
        awaitSink(datasets.get(), ends);
      }
      new DatasetAudit(datasets.get(), auditState, listener).audit();
    }
    // Prompts that were curated while the datasets were read may be in them or not: the next audit
    // compares them.
    readCurated(curatedRead, topics, refused, (at, offset, dataset) -> true, auditState);
    topics.readFrom(
        known, progress, Progress.class, (at, offset, account) -> auditState.ordersSince(account));
    return auditState.close(datasets.isPresent(), refused.count(), clock.instant());
  }

  private Set<String> countedTopics() {
    Topics topics = connection.topics();
    return Stream.concat(
            Stream.of(topics.verdicts(), topics.selected(), topics.pairs()),
            Stream.of(Outcome.values()).map(connection.topics()::samples))
        .collect(Collectors.toSet());
  }

  private Map<PartitionId, Long> readVerdicts(
      TopicReader topics, RefusedRecords refused, AuditState auditState) {
    String verdicts = connection.topics().verdicts();
    if (topics.isShortened(verdicts)) {
      auditState.shortened(RecordSource.VERDICTS);
    }
    return topics.read(
        verdicts,
        Verdict.class,
        (at, offset, verdict) -> {
          if (!refused.contains(at, offset)) {
            auditState.verdict(verdict);
          }
        });
  }

  private Map<PartitionId, Long> readRows(
      TopicReader topics, RefusedRecords refused, WrittenOffsets written, AuditState auditState) {
    Map<PartitionId, Long> ends = new HashMap<>();
    for (Outcome outcome : Outcome.values()) {
      String topic = connection.topics().samples(outcome);
      if (topics.isShortened(topic)) {
        auditState.shortened(RecordSource.ROWS);
      }
      ends.putAll(
          topics.read(
              topic,
              Sample.class,
              (partition, offset, sample) -> {
                if (refused.contains(partition, offset)) {
                  return;
                }
                auditState.row(sample);
                if (written.isLate(partition, offset)) {
                  auditState.unwritten(sample.getPromptId());
                }
                if (written.isDropped(partition, offset, dataset(sample))) {
                  auditState.dropped(sample.getPromptId());
                }
              }));
    }
    return ends;
  }

  /** Whether the datasets may lack a row of the topics. */
  @FunctionalInterface
  private interface Lacking {
    boolean is(PartitionId at, long offset, String dataset);
  }

  /**
   * Reads what was curated.
   *
   * @param from first offsets to read, as {@link TopicReader#readFrom} takes them
   * @param lacking rows whose prompts are not compared with the datasets
   */
  private Map<PartitionId, Long> readCurated(
      Map<PartitionId, Long> from,
      TopicReader topics,
      RefusedRecords refused,
      Lacking lacking,
      AuditState auditState) {
    String selected = connection.topics().selected();
    String pairs = connection.topics().pairs();
    Map<PartitionId, Long> ends = new HashMap<>();
    ends.putAll(
        topics.readFrom(
            of(selected, from),
            selected,
            Sample.class,
            (at, offset, row) -> {
              if (!refused.contains(at, offset)) {
                auditState.selected(row);
                if (lacking.is(at, offset, row.getRecipe() + "/selected")) {
                  auditState.uncopied(row.getPromptId());
                }
              }
            }));
    ends.putAll(
        topics.readFrom(
            of(pairs, from),
            pairs,
            Pair.class,
            (at, offset, pair) -> {
              if (!refused.contains(at, offset)) {
                auditState.pair(pair);
                if (lacking.is(at, offset, pair.getRecipe() + "/pairs")) {
                  auditState.uncopied(pair.getPromptId());
                }
              }
            }));
    return ends;
  }

  private static Map<PartitionId, Long> of(String topic, Map<PartitionId, Long> read) {
    return read.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String dataset(Sample sample) {
    return sample.getRecipe() + '/' + sample.getOutcome().name().toLowerCase(Locale.ROOT);
  }

  /** Waits until the commits cover every row that was on the topics. */
  private void awaitSink(Storage storage, Map<PartitionId, Long> ends)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Map<PartitionId, Long> next = Snapshot.read(storage).next();
      Optional<PartitionId> behind =
          ends.keySet().stream()
              .filter(id -> next.getOrDefault(id, 0L) < ends.getOrDefault(id, 0L))
              .findFirst();
      if (behind.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "the datasets in '%s' lag behind the topics (%s): start the sink, or wait longer"
                .formatted(storage.name(), behind.get()));
      }
      Thread.sleep(PAUSE);
    }
  }
}
