package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedCluster.class)
class AuditIT {
  @TempDir Path datasets;
  private KafkaConnection connection;
  private SampleTopics topics;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
    topics = new SampleTopics(connection, "verifier");
  }

  @AfterEach
  void stop() {
    topics.close();
  }

  private void progress(String promptId, PromptState state, int ordered) {
    publish(ProgressRecords.of(promptId, state, ordered).build());
  }

  private void publish(Progress progress) {
    topics.commit(connection.topics().progress(), progress.getPromptId(), progress);
  }

  /** All candidates of a prompt that was accepted each time, so many of them selected. */
  private void chosen(String promptId, int accepted, int selected) {
    for (int i = 0; i < accepted; i++) {
      Sample sample = Samples.accepted(promptId, i, i < selected);
      topics.commit(List.of(sample));
      verdict(sample);
    }
  }

  private void ended(String promptId, PromptState state, int accepted, @Nullable Integer wanted) {
    publish(
        ProgressRecords.of(promptId, state, accepted)
            .setAccepted(accepted)
            .setWanted(wanted)
            .build());
  }

  private void verdict(Sample sample) {
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

  private void judged(String promptId, int candidates) {
    for (int i = 0; i < candidates; i++) {
      Sample sample = Samples.sample(promptId, i, Outcome.values()[i % 3]);
      topics.commit(List.of(sample));
      verdict(sample);
    }
  }

  private void write(Format format, long rows) {
    SinkConfig config = new SinkConfig(datasets, format, 1_000, 1 << 20, Duration.ofMillis(100));
    try (SinkStage sink = new SinkStage(connection, config)) {
      sink.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> written() >= rows);
    }
  }

  private long written() throws IOException {
    return files().stream().mapToLong(file -> file.stats().rows()).sum();
  }

  private List<DataFile> files() throws IOException {
    return CommitLog.readAll(datasets).stream().flatMap(commit -> commit.files().stream()).toList();
  }

  private AuditReport auditTopics() throws Exception {
    return new Audit(connection, Optional.empty(), Duration.ZERO).run();
  }

  private AuditReport auditAll(Duration wait) throws Exception {
    return new Audit(connection, Optional.of(datasets), wait).run();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatBalancesIsFoundToBalance(Format format) throws Exception {
    judged("p", 5);
    progress("p", PromptState.SAMPLING, 3);
    progress("p", PromptState.SATISFIED, 5);
    judged("open", 2);
    progress("open", PromptState.SAMPLING, 4);
    write(format, 7);
    Set<String> heard = new TreeSet<>();

    AuditReport report =
        new Audit(connection, Optional.of(datasets), Duration.ofSeconds(10))
            .run((what, records) -> heard.add(what));

    assertThat(report)
        .isEqualTo(new AuditReport(1, 1, new TreeMap<>(), 0, 0, 0, 5, 5, 5, 5, 0, List.of()));
    assertThat(report.balanced()).isTrue();
    assertThat(heard)
        .contains(
            connection.topics().progress(),
            connection.topics().samples(Outcome.ACCEPTED),
            datasets.toString());
  }

  @Test
  void aRowThatIsMissingOnTheTopicsIsFound() throws Exception {
    judged("p", 2);
    verdict(Samples.sample("p", 2, Outcome.REJECTED));
    progress("p", PromptState.EXHAUSTED, 3);

    AuditReport report = auditTopics();

    assertThat(report.balanced()).isFalse();
    assertThat(report.first())
        .singleElement()
        .asString()
        .startsWith("prompt 'p': candidate 2 was ordered but is not in the sample topics");
  }

  @Test
  void aRowThatIsThereTwiceIsFoundWhateverItsOutcome() throws Exception {
    judged("p", 2);
    topics.commit(List.of(Samples.sample("p", 0, Outcome.UNDECIDED)));
    progress("p", PromptState.SATISFIED, 2);

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .startsWith("p/0 is in the sample topics twice");
  }

  @Test
  void aRowWithoutVerdictIsFound() throws Exception {
    judged("p", 2);
    topics.commit(List.of(Samples.sample("p", 2, Outcome.ACCEPTED)));
    progress("p", PromptState.SATISFIED, 3);

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .startsWith("prompt 'p': candidate 2 was ordered but is not in the verdicts");
  }

  @Test
  void aRowThatWasNeverOrderedIsFound() throws Exception {
    judged("p", 3);
    progress("p", PromptState.SATISFIED, 2);

    assertThat(auditTopics().imbalances()).isEqualTo(2);
    assertThat(auditTopics().first().getFirst())
        .startsWith("prompt 'p': candidate 2 is in the verdicts but was never ordered");
  }

  /** A prompt that has come to this state, with all its rows. */
  private void chosen(
      String promptId, PromptState state, int accepted, @Nullable Integer wanted, int selected) {
    chosen(promptId, accepted, selected);
    ended(promptId, state, accepted, wanted);
  }

  @Test
  void asManyRowsAreSelectedAsAreWantedOrAllWhereThereAreFewer() throws Exception {
    chosen("surplus", PromptState.SATISFIED, 3, 2, 2);
    chosen("exact", PromptState.SATISFIED, 2, 2, 2);
    chosen("fewer", PromptState.EXHAUSTED, 3, 4, 3);
    chosen("none", PromptState.EXHAUSTED, 0, 4, 0);
    chosen("failed", PromptState.FAILED, 1, 4, 1);
    chosen("open", PromptState.SAMPLING, 3, 2, 0);
    chosen("unknown", PromptState.SATISFIED, 3, null, 1);
    chosen("older", 2, 0);
    Sample older = Samples.sample("older", 2, Outcome.ACCEPTED);
    topics.commit(List.of(older));
    verdict(older);
    ended("older", PromptState.SATISFIED, 3, 2);

    assertThat(auditTopics().first()).isEmpty();
  }

  @Test
  void moreOrFewerSelectedRowsAreFound() throws Exception {
    chosen("a", PromptState.SATISFIED, 3, 2, 3);
    chosen("b", PromptState.SATISFIED, 3, 2, 1);
    chosen("c", PromptState.SATISFIED, 3, 2, 0);
    chosen("d", PromptState.EXHAUSTED, 3, 4, 2);
    chosen("e", PromptState.FAILED, 1, 4, 0);

    assertThat(auditTopics().first())
        .map(found -> found.substring(0, found.indexOf(';')))
        .containsExactlyInAnyOrder(
            misselected("a", 3, 2, "3 accepted, 2 wanted"),
            misselected("b", 1, 2, "3 accepted, 2 wanted"),
            misselected("c", 0, 2, "3 accepted, 2 wanted"),
            misselected("d", 2, 3, "3 accepted, 4 wanted"),
            misselected("e", 0, 1, "1 accepted, 4 wanted"));
  }

  private static String misselected(String promptId, int selected, int right, String why) {
    return "prompt '%s': %d rows in the sample topics are selected, %d should be (%s)"
        .formatted(promptId, selected, right, why);
  }

  @Test
  void aRowThatIsThereTwiceIsSelectedOnce() throws Exception {
    chosen("p", PromptState.SATISFIED, 3, 2, 2);
    topics.commit(List.of(Samples.accepted("p", 0, true)));

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .startsWith("p/0 is in the sample topics twice");
  }

  @Test
  void indicesThatNobodyOrdersCostNoMemory() throws Exception {
    topics.commit(
        List.of(
            Samples.sample("p", Integer.MAX_VALUE, Outcome.ACCEPTED),
            Samples.sample("p", -1, Outcome.ACCEPTED)));

    assertThat(auditTopics().first())
        .hasSize(2)
        .allMatch(found -> found.contains("impossible index"));
  }

  @ParameterizedTest
  @EnumSource
  void filesThatWereLostCutOrSmuggledInAreFound(Format format) throws Exception {
    judged("p", 3);
    progress("p", PromptState.SATISFIED, 3);
    write(format, 3);
    List<DataFile> files = files();
    Path lost = datasets.resolve(files.get(0).path());
    Path cut = datasets.resolve(files.get(1).path());
    Files.copy(lost, lost.resolveSibling("part-smuggled." + format.extension()));
    Files.delete(lost);
    byte[] content = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(content, content.length / 2));

    AuditReport report = auditAll(Duration.ofSeconds(5));

    assertThat(report.first())
        .anyMatch(found -> found.contains("was committed but is not there"))
        .anyMatch(found -> found.contains("bytes") && found.contains("were committed"))
        .anyMatch(found -> found.contains("part-smuggled") && found.contains("never committed"))
        .anyMatch(found -> found.contains("is not in the datasets"));
    assertThat(report.datasetRows()).isEqualTo(1);
  }

  @Test
  void rowsThatTheSinkHasYetToWriteAreNoErrors() throws Exception {
    judged("written", 3);
    progress("written", PromptState.SATISFIED, 3);
    write(Format.PARQUET, 3);
    judged("late", 3);
    progress("late", PromptState.SATISFIED, 3);

    AuditReport report = auditAll(Duration.ZERO);

    assertThat(report.balanced()).as("%s", report).isTrue();
    assertThat(report.unwritten()).isEqualTo(1);
    assertThatThrownBy(() -> auditAll(Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lag behind");
    write(Format.PARQUET, 6);
    assertThat(auditAll(Duration.ofSeconds(5)).unwritten()).isZero();
  }

  @Test
  void aVerdictThatIsRepeatedIsNoImbalance() throws Exception {
    judged("p", 2);
    verdict(Samples.sample("p", 1, Outcome.values()[1]));
    progress("p", PromptState.SATISFIED, 2);

    assertThat(auditTopics().first()).isEmpty();
  }

  @Test
  void twoVerdictsThatContradictEachOtherAreFound() throws Exception {
    judged("p", 2);
    verdict(Samples.sample("p", 1, Outcome.values()[2]));
    progress("p", PromptState.SATISFIED, 2);

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .contains("p/1 has two verdicts that contradict each other");
  }

  @Test
  void aRowWithAnotherOutcomeThanItsVerdictIsFound() throws Exception {
    topics.commit(List.of(Samples.sample("p", 0, Outcome.ACCEPTED)));
    verdict(Samples.sample("p", 0, Outcome.REJECTED));
    progress("p", PromptState.SATISFIED, 1);

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .contains("candidate 0 has another outcome than its verdict");
  }

  @Test
  void aRowOfAnOpenPromptThatWasNeverOrderedIsFound() throws Exception {
    judged("open", 3);
    progress("open", PromptState.SAMPLING, 2);

    assertThat(auditTopics().first())
        .hasSize(2)
        .allMatch(text -> text.contains("candidate 2 is in the"))
        .allMatch(text -> text.contains("never ordered"));
  }

  @Test
  void aRowOfAPromptThatThePlannerDoesNotKnowIsFound() throws Exception {
    judged("forged", 1);

    AuditReport report = auditAt(Records.NOW.plus(Duration.ofDays(1)));

    assertThat(report.first())
        .singleElement()
        .asString()
        .contains("prompt 'forged'", "the planner does not know it");
    assertThat(report.balanced()).isFalse();
  }

  @Test
  void rowsOfAPromptThatMayBeForgottenAreCountedAndNotReported() throws Exception {
    judged("old", 2);

    AuditReport report = auditAt(Records.NOW.plus(Duration.ofDays(31)));

    assertThat(report.balanced()).isTrue();
    assertThat(report.forgotten()).isEqualTo(1);
    assertThat(report.open()).isZero();
  }

  @Test
  void aCandidateThatWasJudgedBeforeItsPromptBeganIsFound() throws Exception {
    judged("p", 1);
    publish(
        Progress.newBuilder(ProgressRecords.of("p", PromptState.SAMPLING, 4).build())
            .setStartedAt(Records.NOW.plus(Duration.ofMinutes(5)))
            .build());

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .contains("before the prompt began");
  }

  @Test
  void openPromptsAreCountedByWhatTheyWaitFor() throws Exception {
    publish(
        ProgressRecords.of("p", PromptState.SAMPLING, 0)
            .setReason("pool \"demo\": no worker")
            .build());
    publish(
        ProgressRecords.of("q", PromptState.SAMPLING, 0)
            .setReason("pool \"demo\": no worker")
            .build());

    assertThat(auditTopics().waiting()).containsExactly(Map.entry("pool \"demo\": no worker", 2L));
  }

  @Test
  void rowsThatWereDroppedWithTheirDatasetAreNotMissed() throws Exception {
    judged("p", 3);
    progress("p", PromptState.SATISFIED, 3);
    write(Format.JSONL, 3);
    CommitLog.drop(datasets, "arithmetic", Optional.of("rejected"));

    AuditReport report = auditAll(Duration.ofSeconds(10));

    assertThat(report.first()).isEmpty();
    assertThat(report.datasetRows()).isEqualTo(2);
  }

  private AuditReport auditAt(Instant now) throws Exception {
    return new Audit(connection, Optional.empty(), Duration.ZERO, () -> now).run();
  }
}
