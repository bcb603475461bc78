package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.strategy.StrategyRecipes;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adaptive strategy in the planner: a hundred prompts that pass, and one that never does. */
class PlannerLearningTest {
  private static final int EASY = 100;
  private static final Recipe RECIPE = StrategyRecipes.adaptive(2, 1000, 64, 20);

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(RECIPE);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void aPromptThatNeverPassesAmongOthersThatDoIsGivenUpLongBeforeTheCapWithAFinding() {
    for (int i = 0; i < EASY; i++) {
      planner.publish(Records.prompt("easy-" + i));
    }
    planner.publish(Records.prompt("unsolvable"));

    Map<String, Progress> ended = runToTheEnd();

    assertThat(ended).hasSize(EASY + 1);
    Progress unsolvable = ended.get("unsolvable");
    assertThat(unsolvable).isNotNull();
    assertThat(unsolvable.getState()).isEqualTo(PromptState.EXHAUSTED);
    assertThat(unsolvable.getOrdered()).isBetween(2, 500);
    assertThat(unsolvable.getReason())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("does not solve it, or its reference is wrong"));
    ended.remove("unsolvable");
    assertThat(ended.values()).allMatch(p -> p.getState() == PromptState.SATISFIED);
  }

  private Map<String, Progress> runToTheEnd() {
    List<SamplingRequest> requests = planner.requests();
    Map<String, Progress> latest = latest();
    while (!requests.isEmpty()) {
      for (SamplingRequest request : requests) {
        judge(request);
      }
      requests = planner.requests();
      latest.putAll(latest());
    }
    return latest;
  }

  private void judge(SamplingRequest request) {
    String id = request.getPrompt().getId();
    int first = request.getFirstIndex();
    for (int index = first; index < first + request.getCount(); index++) {
      planner.judge(
          id.equals("unsolvable") ? Given.rejected(id, index) : Given.accepted(id, index));
    }
  }

  private Map<String, Progress> latest() {
    return planner.progress().stream()
        .collect(Collectors.toMap(Progress::getPromptId, p -> p, (before, after) -> after));
  }
}
