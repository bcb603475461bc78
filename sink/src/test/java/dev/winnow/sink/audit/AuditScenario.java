package dev.winnow.sink.audit;

import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.Datasets;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stream on topics of its own, built record by record, and its audit. */
@ExtendWith(SharedCluster.class)
abstract class AuditScenario {
  @TempDir Path datasets;
  KafkaConnection connection;
  SampleTopics topics;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
    topics = new SampleTopics(connection, "verifier");
  }

  private final List<String> ends = new ArrayList<>();

  @AfterEach
  void stop() {
    topics.close();
  }

  final void progress(String promptId, PromptState state, int ordered) {
    publish(ProgressRecords.of(promptId, state, ordered).build());
  }

  final void publish(Progress progress) {
    if (progress.getState() != PromptState.SAMPLING && progress.getState() != PromptState.WAITING) {
      ends.add(progress.getPromptId());
    }
    topics.commit(connection.topics().progress(), progress.getPromptId(), progress);
  }

  final void verdict(Sample sample) {
    Verdict verdict =
        Verdict.newBuilder()
            .setPromptId(sample.getPromptId())
            .setIndex(sample.getIndex())
            .setRecipe(sample.getRecipe())
            .setRecipeVersion(sample.getRecipeVersion())
            .setOutcome(sample.getOutcome())
            .setReason(sample.getReason())
            .setTokens(sample.getTokens())
            .setVerifier(sample.getVerifier())
            .setJudgedAt(sample.getJudgedAt())
            .build();
    topics.commit(connection.topics().verdicts(), sample.getPromptId(), verdict);
  }

  final void judged(String promptId, int candidates) {
    for (int i = 0; i < candidates; i++) {
      Sample sample = Samples.sample(promptId, i, Outcome.values()[i % 3]);
      topics.commit(List.of(sample));
      verdict(sample);
    }
  }

  /** Where the datasets are. */
  DatasetsLocation location() {
    return DatasetsLocation.of(datasets);
  }

  final void write(Format format, long rows) {
    SinkConfig config = new SinkConfig(location(), format, 1_000, 1 << 20, Duration.ofMillis(100));
    try (SinkStage sink = new SinkStage(connection, config)) {
      sink.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> written() >= rows && rows(true) >= ends.size());
    }
  }

  /** Rows of judged candidates. */
  final long written() throws IOException {
    return rows(false);
  }

  private long rows(boolean ofPrompts) throws IOException {
    return files(ofPrompts).stream().mapToLong(file -> file.stats().rows()).sum();
  }

  /** Files without those of the dataset of prompts, sorted by path. */
  final List<DataFile> files() throws IOException {
    return files(false);
  }

  private List<DataFile> files(boolean ofPrompts) throws IOException {
    return Datasets.snapshot(location())
        .files()
        .filter(file -> file.kind().equals("prompts") == ofPrompts)
        .sorted(Comparator.comparing(DataFile::path))
        .toList();
  }

  final AuditReport auditTopics() throws Exception {
    return new Audit(connection, Optional.empty(), Duration.ZERO).run();
  }

  final AuditReport auditAll(Duration wait) throws Exception {
    return auditAll(wait, AuditListener.NONE);
  }

  final AuditReport auditAll(Duration wait, AuditListener listener) throws Exception {
    try (Storage storage = location().open()) {
      return new Audit(connection, Optional.of(storage), wait).run(listener);
    }
  }
}
