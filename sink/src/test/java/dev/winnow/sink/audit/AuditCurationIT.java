package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.FaultySink;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.testing.Pairs;
import dev.winnow.sink.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the curator derived, from the topics to the datasets, and faults that are planted. */
class AuditCurationIT extends AuditScenario {
  private static final Duration WAIT = Duration.ofSeconds(20);

  @Test
  void whatWasSelectedAndPairedBalances() throws Exception {
    curated("p");
    write(Format.PARQUET, 6);

    AuditReport report = auditAll(WAIT);

    assertThat(report.first()).isEmpty();
    assertThat(report.selected()).isEqualTo(2);
    assertThat(report.pairs()).isEqualTo(1);
  }

  @Test
  void aPairThatNamesNoRowAndASelectedRowThatIsDoubledAreFound() throws Exception {
    curated("p");
    pair(Pairs.pair("p", 0, 9, 1, 2));
    selected(Samples.selected("p", 1, 1, 2));
    write(Format.JSONL, 8);

    AuditReport report = auditAll(WAIT);

    assertThat(report.first())
        .hasSize(3)
        .anySatisfy(fault -> assertThat(fault).contains("selected row 1 is on the topic"))
        .anySatisfy(fault -> assertThat(fault).contains("selected row 'p/1' is in the datasets"))
        .anySatisfy(
            fault -> assertThat(fault).contains("candidate 9 is selected or paired, but has no"));
  }

  @Test
  void aPairThatIsRemovedIsFound() throws Exception {
    curated("p");
    pair(Pairs.pair("p", 1, 2, 2, 3));
    write(Format.PARQUET, 7);

    assertThat(auditAll(WAIT).first())
        .singleElement()
        .asString()
        .contains("pair 1 of 3 is not on the topic 'pairs'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "accepted, p/0, candidate 0 was ordered but is not in the datasets",
        "rejected, p/2, candidate 2 was ordered but is not in the datasets",
        "selected, p/1, selected row 'p/1' is not in the datasets",
        "pairs, p/0-2, pair 'p/0-2' is not in the datasets"
      })
  void aRowThatIsRemovedFromTheDatasetsIsFound(String kind, String id, String fault)
      throws Exception {
    requireFound(kind, id, 0, fault);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "accepted, p/0, p/0 is in the datasets twice",
        "rejected, p/2, p/2 is in the datasets twice",
        "selected, p/1, selected row 'p/1' is in the datasets twice",
        "pairs, p/0-2, pair 'p/0-2' is in the datasets twice"
      })
  void aRowThatIsDoubledInTheDatasetsIsFound(String kind, String id, String fault)
      throws Exception {
    requireFound(kind, id, 2, fault);
  }

  private void requireFound(String kind, String id, int copies, String fault) throws Exception {
    curated("p");
    curated("other");
    new FaultySink(
            connection, (itsKind, itsId) -> itsKind.equals(kind) && itsId.equals(id) ? copies : 1)
        .write(location(), Format.PARQUET);

    AuditReport report = auditAll(WAIT);

    assertThat(report.balanced()).isFalse();
    assertThat(report.first()).singleElement().asString().contains(fault);
  }

  @Test
  void whatIsCuratedAndWrittenWhileTheTopicsAreReadIsNoFault() throws Exception {
    curated("p");
    judged("late");
    write(Format.PARQUET, 9);
    AtomicBoolean isCurated = new AtomicBoolean();

    AuditReport report =
        auditAll(
            WAIT,
            (what, records) -> {
              if (what.equals(connection.topics().pairs()) && !isCurated.getAndSet(true)) {
                curate("late");
                write(Format.PARQUET, 12);
              }
            });

    assertThat(isCurated).isTrue();
    assertThat(report.first()).isEmpty();
    assertThat(report.balanced()).isTrue();
    assertThat(auditAll(WAIT).selected()).isEqualTo(4);
  }

  private void curated(String promptId) {
    judged(promptId);
    curate(promptId);
  }

  /** A prompt with two accepted candidates and a rejected one. */
  private void judged(String promptId) {
    List<Sample> rows =
        List.of(
            Samples.sample(promptId, 0, Outcome.ACCEPTED),
            Samples.sample(promptId, 1, Outcome.ACCEPTED),
            Samples.sample(promptId, 2, Outcome.REJECTED));
    topics.commit(rows);
    rows.forEach(this::verdict);
    progress(promptId, PromptState.SATISFIED, 3);
  }

  private void curate(String promptId) {
    selected(Samples.selected(promptId, 0, 0, 2));
    selected(Samples.selected(promptId, 1, 1, 2));
    pair(Pairs.pair(promptId, 0, 2, 0, 1));
  }

  private void selected(Sample row) {
    topics.commit(connection.topics().selected(), row.getPromptId(), row);
  }

  private void pair(Pair pair) {
    topics.commit(connection.topics().pairs(), pair.getPromptId(), pair);
  }
}
