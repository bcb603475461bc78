package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit of verdicts that replace others: a prompt with two candidates, both rejected. */
class AuditReplacementsTest {
  private final AuditState state = new AuditState();
  private final List<Sample> first =
      List.of(Samples.sample("p", 0, Outcome.REJECTED), Samples.sample("p", 1, Outcome.REJECTED));

  @BeforeEach
  void judgeForTheFirstTime() {
    state.progress(ProgressRecords.of("p", PromptState.SATISFIED, 2).build());
    state.ordersSince(ProgressRecords.of("p", PromptState.SATISFIED, 2).build());
    first.forEach(this::write);
  }

  @Test
  void aChainBalancesAndIsCountedApart() {
    Sample second = Samples.replacing(first.get(0), Outcome.UNDECIDED);
    Sample third = Samples.replacing(second, Outcome.ACCEPTED);
    // Rows of different topics are read in any order.
    write(third);
    write(second);

    AuditReport report = report(false);

    assertThat(report.first()).isEmpty();
    assertThat(report.replaced()).isEqualTo(2);
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.ended()).isEqualTo(1);
  }

  @Test
  void aRowThatNamesNothingIsFound() {
    Sample second = Samples.replacing(first.get(1), Outcome.ACCEPTED);
    write(Samples.replacing(second, Outcome.REJECTED));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .contains("prompt 'p': revision 2 of candidate 1 replaces a verdict that has no row");
  }

  @Test
  void aRowOfACandidateThatWasNeverJudgedIsFound() {
    write(Samples.replacing(Samples.sample("stranger", 7, Outcome.REJECTED), Outcome.ACCEPTED));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .startsWith("prompt 'stranger': revision 1 of candidate 7 replaces a verdict");
  }

  @Test
  void aRowThatNamesAnotherOutcomeIsFound() {
    write(Samples.replacing(Samples.sample("p", 0, Outcome.UNDECIDED), Outcome.ACCEPTED));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .contains("replaces an outcome of UNDECIDED, but that row has REJECTED");
  }

  @Test
  void twoRowsThatReplaceTheSameVerdictAreFoundWhateverTheirOutcome() {
    write(Samples.replacing(first.get(0), Outcome.ACCEPTED));
    state.row(Samples.replacing(first.get(0), Outcome.UNDECIDED));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .contains("revision 1 of candidate 0 is in the sample topics twice");
  }

  @Test
  void aMissingRowIsFound() {
    state.verdict(verdict(Samples.replacing(first.get(0), Outcome.ACCEPTED)));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .contains("revision 1 of candidate 0 is not in the sample topics");
  }

  @Test
  void aMissingVerdictIsFoundUnlessItCameAfterTheRowsWereRead() {
    Sample without = Samples.replacing(first.get(0), Outcome.ACCEPTED);
    Sample since = Samples.replacing(first.get(1), Outcome.ACCEPTED);
    state.row(without);
    state.row(since);
    state.verdictSince(verdict(since));

    assertThat(report(false).first())
        .singleElement()
        .asString()
        .contains("revision 1 of candidate 0 is not in the verdicts");
  }

  @Test
  void aRowThatContradictsItsVerdictIsFound() {
    Sample row = Samples.replacing(first.get(0), Outcome.ACCEPTED);
    state.row(row);
    state.verdict(verdict(Samples.replacing(first.get(0), Outcome.REJECTED)));

    assertThat(report(false).first()).singleElement().asString().contains("another outcome");
  }

  @Test
  void aRowThatTheDatasetsLackIsFound() {
    write(Samples.replacing(first.get(0), Outcome.ACCEPTED));
    state.datasetRow("p", 0, 0);
    state.datasetRow("p", 1, 0);
    state.datasetPrompt("p", 2);

    assertThat(report(true).first())
        .singleElement()
        .asString()
        .contains("revision 1 of candidate 0 is not in the datasets");
  }

  @Test
  void aDatasetRowThatIsThereTwiceIsFound() {
    write(Samples.replacing(first.get(0), Outcome.ACCEPTED));
    state.datasetRow("p", 0, 0);
    state.datasetRow("p", 1, 0);
    state.datasetPrompt("p", 2);
    state.datasetRow("p", 0, 1);
    state.datasetRow("p", 0, 1);

    assertThat(report(true).first()).singleElement().asString().contains("datasets twice");
  }

  @Test
  void whatRetentionHasDeletedIsNotMissed() {
    state.shortened(RecordSource.ROWS);
    state.shortened(RecordSource.VERDICTS);
    state.row(Samples.replacing(Samples.sample("old", 3, Outcome.REJECTED), Outcome.ACCEPTED));

    assertThat(report(false).first()).isEmpty();
  }

  @Test
  void aPromptThatIsForgottenStaysSoThoughItIsJudgedAgainNow() {
    Sample old = Samples.sample("old", 0, Outcome.REJECTED);
    old.setJudgedAt(Records.NOW.minus(Duration.ofDays(40)));
    write(old);
    write(Samples.replacing(old, Outcome.ACCEPTED));

    AuditReport report = report(false);

    assertThat(report.first()).isEmpty();
    assertThat(report.forgotten()).isEqualTo(1);
  }

  private AuditReport report(boolean withDatasets) {
    return state.close(withDatasets, 0, Records.NOW);
  }

  private void write(Sample row) {
    state.verdict(verdict(row));
    state.row(row);
  }

  private static Verdict verdict(Sample row) {
    return Verdict.newBuilder()
        .setPromptId(row.getPromptId())
        .setIndex(row.getIndex())
        .setRecipe(row.getRecipe())
        .setRecipeVersion(row.getRecipeVersion())
        .setOutcome(row.getOutcome())
        .setReason(row.getReason())
        .setTokens(row.getTokens())
        .setVerifier(row.getVerifier())
        .setJudgedAt(row.getJudgedAt())
        .setReplaces(row.getReplaces().orElse(null))
        .build();
  }
}
