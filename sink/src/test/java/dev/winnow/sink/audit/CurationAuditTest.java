package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import dev.winnow.sink.testing.Pairs;
import dev.winnow.sink.testing.Samples;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Candidates 0 and 1 are accepted, 2 is rejected; two rows are selected and one pair is made. */
class CurationAuditTest {
  private static final Map<Integer, Outcome> ROWS =
      Map.of(0, Outcome.ACCEPTED, 1, Outcome.ACCEPTED, 2, Outcome.REJECTED);

  private CurationAudit audit = new CurationAudit();

  @BeforeEach
  void startAnew() {
    audit = new CurationAudit();
  }

  @Test
  void findsNothingWhereAllIsRight() {
    fill();

    assertThat(faults()).isEmpty();
    assertThat(audit.selectedRows()).isEqualTo(2);
    assertThat(audit.pairs()).isEqualTo(1);
  }

  @Test
  void findsASelectedRowThatIsRemoved() {
    assertThat(audit.selected(Samples.selected("p", 0, 0, 2))).isEmpty();
    assertThat(audit.datasetSelected("p/0", false)).isEmpty();

    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("selected row 1 of 2 is not on the topic 'selected'");
  }

  @Test
  void findsASelectedRowThatIsDoubled() {
    fill();

    assertThat(audit.selected(Samples.selected("p", 1, 1, 2)))
        .hasValueSatisfying(
            fault ->
                assertThat(fault).startsWith("selected row 1 is on the topic 'selected' twice"));
  }

  @Test
  void findsASelectedRowThatWasNotAccepted() {
    assertThat(audit.selected(Samples.selected("p", 2, 0, 1))).isEmpty();
    assertThat(audit.datasetSelected("p/2", false)).isEmpty();

    assertThat(faults())
        .containsExactly(
            "candidate 2 is selected or paired as ACCEPTED, but its row is REJECTED; who wrote it?");
  }

  @Test
  void findsAPairThatNamesNoRow() {
    Pair pair = Pairs.pair("p", 0, 7, 0, 1);
    assertThat(audit.pair(pair)).isEmpty();
    assertThat(audit.datasetPair(pair.getId())).isEmpty();

    assertThat(faults())
        .containsExactly("candidate 7 is selected or paired, but has no row; who wrote it?");
  }

  @Test
  void findsAPairOfAnotherPromptsCandidate() {
    Pair pair = Pair.newBuilder(Pairs.pair("p", 0, 2, 0, 1)).setRejectedId("q/2").build();
    assertThat(audit.pair(pair)).isEmpty();
    assertThat(audit.datasetPair(pair.getId())).isEmpty();

    assertThat(faults()).containsExactly("a pair names 'q/2', which is no candidate of its prompt");
  }

  @Test
  void findsARowThatIsMissingOrDoubledInTheDatasets() {
    assertThat(audit.selected(Samples.selected("p", 0, 0, 1))).isEmpty();

    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("selected row 'p/0' is not in the datasets");
    assertThat(audit.datasetSelected("p/0", false)).isEmpty();
    assertThat(audit.datasetSelected("p/0", false))
        .hasValueSatisfying(
            fault -> assertThat(fault).startsWith("selected row 'p/0' is in the datasets twice"));
  }

  @Test
  void findsARowInTheDatasetsThatTheCuratorDidNotWrite() {
    assertThat(audit.datasetPair("p/0-2")).isEmpty();

    assertThat(faults())
        .containsExactly(
            "pair 'p/0-2' is in the datasets, but not on the topic 'pairs'; who wrote it?");
  }

  private void fill() {
    Pair pair = Pairs.pair("p", 0, 2, 0, 1);
    assertThat(audit.selected(Samples.selected("p", 0, 0, 2))).isEmpty();
    assertThat(audit.selected(Samples.selected("p", 1, 1, 2))).isEmpty();
    assertThat(audit.pair(pair)).isEmpty();
    assertThat(audit.datasetSelected("p/0", false)).isEmpty();
    assertThat(audit.datasetSelected("p/1", false)).isEmpty();
    assertThat(audit.datasetPair(pair.getId())).isEmpty();
  }

  private List<String> faults() {
    Set<RecordSource> all = EnumSet.allOf(RecordSource.class);
    return audit.faults(index -> Optional.ofNullable(ROWS.get(index)), all);
  }
}
