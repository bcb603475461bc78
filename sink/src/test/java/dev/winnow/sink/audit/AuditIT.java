package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.maintain.DatasetDrop;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.ProgressRecords;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditIT extends AuditScenario {
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

    AuditReport report;
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      report =
          new Audit(connection, Optional.of(storage), Duration.ofSeconds(10))
              .run((what, records) -> heard.add(what));
    }

    assertThat(report)
        .isEqualTo(
            new AuditReport(1, 1, new TreeMap<>(), 0, 0, 0, 5, 5, 5, 5, 0, 0, 0, 0, 0, List.of()));
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

  @Test
  void indicesThatWereNotOrderedCostNoMemory() throws Exception {
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
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      DatasetDrop.drop(storage, "arithmetic", Optional.of("rejected"), Instant.now());
    }

    AuditReport report = auditAll(Duration.ofSeconds(10));

    assertThat(report.first()).isEmpty();
    assertThat(report.datasetRows()).isEqualTo(2);
  }

  private AuditReport auditAt(Instant now) throws Exception {
    return new Audit(connection, Optional.empty(), Duration.ZERO, () -> now).run();
  }
}
