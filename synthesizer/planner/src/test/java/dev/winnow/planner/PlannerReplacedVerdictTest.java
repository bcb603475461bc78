package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that replace another: the candidate was counted with the first one. */
class PlannerReplacedVerdictTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(Given.fixed(2));
    planner.publish(Records.prompt("p"));
    planner.requests();
    planner.progress();
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void replacingVerdictsDoNotCountForAPromptThatAwaitsItsCandidates() {
    planner.judge(replacing(Given.accepted("p", 0)), replacing(Given.accepted("p", 1)));

    assertThat(planner.progress()).isEmpty();
    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));
    assertThat(planner.progress())
        .last()
        .extracting(Progress::getJudged, Progress::getAccepted)
        .containsExactly(2, 0);
  }

  @Test
  void replacingVerdictsDoNotChangeAPromptThatHasEnded() {
    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));
    List<Progress> progress = planner.progress();
    assertThat(progress).last().extracting(Progress::getState).isNotEqualTo(PromptState.SAMPLING);

    planner.judge(replacing(Given.accepted("p", 0)));

    assertThat(planner.progress()).isEmpty();
    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void replacingVerdictsDoNotOpenAnUnknownPrompt() {
    planner.judge(replacing(Given.accepted("forgotten", 0)));

    assertThat(planner.progress()).isEmpty();
    assertThat(planner.usageReports()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
  }

  private static Verdict replacing(Verdict verdict) {
    ReplacedVerdict replaced =
        ReplacedVerdict.newBuilder()
            .setRevision(0)
            .setRecipeVersion("v1")
            .setVerifier("exact/1")
            .setOutcome(Outcome.REJECTED)
            .setReason("DIFFERENT")
            .setJudgedAt(Records.NOW)
            .build();
    return Verdict.newBuilder(verdict).setReplaces(replaced).build();
  }
}
