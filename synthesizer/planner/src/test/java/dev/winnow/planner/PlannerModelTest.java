package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the planner says of the models that sample. */
class PlannerModelTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(Given.fixed(1));
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void progressNamesTheNewestModelOfWhichACandidateWasJudged() {
    planner.publishPrompts(3);
    planner.judge(by(1, Given.accepted("p0", 0)));
    planner.judge(by(2, Given.rejected("p1", 0)));
    planner.judge(by(1, Given.accepted("p2", 0)));

    List<Progress> ended =
        planner.progress().stream()
            .filter(progress -> progress.getState() != PromptState.SAMPLING)
            .toList();

    assertThat(ended).extracting(Progress::getPromptId).containsExactly("p0", "p1", "p2");
    assertThat(ended).allMatch(progress -> progress.getModel().orElseThrow().equals("abacus"));
    assertThat(ended)
        .extracting(progress -> progress.getModelVersion().orElseThrow())
        .containsExactly(1, 2, 2);
  }

  @Test
  void progressNamesNoModelBeforeACandidateWasJudged() {
    planner.publish(Records.prompt("p"));

    assertThat(planner.progress())
        .isNotEmpty()
        .allMatch(progress -> progress.getModel().isEmpty())
        .allMatch(progress -> progress.getModelVersion().isEmpty());
  }

  private static Verdict by(int version, Verdict verdict) {
    return Verdict.newBuilder(verdict).setModel("abacus").setModelVersion(version).build();
  }
}
