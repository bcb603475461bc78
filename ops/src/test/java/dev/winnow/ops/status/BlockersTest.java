package dev.winnow.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.status.StreamStatus.ClusterStatus;
import dev.winnow.ops.status.StreamStatus.GroupStatus;
import dev.winnow.ops.status.StreamStatus.PoolStatus;
import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockersTest {
  private static final ClusterStatus WHOLE = new ClusterStatus(3, 60, 0, 0);

  private static RecipeStatus recipe(long open, Map<String, Long> waiting) {
    return new RecipeStatus("r", open, Map.of(), waiting, 0, 0, 0, 0, 0, 0);
  }

  private static List<String> reasons(
      String condition, RecipeStatus recipe, ClusterStatus cluster, GroupStatus... groups) {
    PoolStatus pool = new PoolStatus("demo", condition, "pool \"demo\": " + condition, 1, 0);
    return Blockers.reasons(
        List.of(pool),
        List.of(recipe),
        new ClusterView.Seen(cluster, List.of(groups), Map.of()),
        Map.of());
  }

  @Test
  void nothingIsStuckWhilePoolsSampleAndStagesRead() {
    assertThat(
            reasons(
                "SAMPLING",
                recipe(5, Map.of()),
                WHOLE,
                new GroupStatus("winnow.planner", "consumer", 1, 900)))
        .isEmpty();
  }

  @Test
  void anIdlePoolIsNotStuckWhenNoPromptIsOpen() {
    assertThat(reasons("NO_WORKER", recipe(0, Map.of()), WHOLE)).isEmpty();
  }

  @Test
  void aPoolThatDoesNotSampleIsNamedWithThePromptsThatWait() {
    assertThat(reasons("SERVER_BLOCKED", recipe(5, Map.of("SERVER_BLOCKED", 5L)), WHOLE))
        .containsExactly(
            "pool \"demo\": SERVER_BLOCKED; mend the server, or start its workers again with the right key and address",
            "recipe \"r\": 5 prompts wait: SERVER_BLOCKED");
  }

  @Test
  void aPoolWithoutAWorkerSaysHowOneIsStarted() {
    assertThat(reasons("NO_WORKER", recipe(5, Map.of()), WHOLE))
        .containsExactly("pool \"demo\": NO_WORKER; start one: winnow synthesizer --pool demo");
  }

  @Test
  void onePromptWaitsWhereSeveralWait() {
    assertThat(reasons("SAMPLING", recipe(1, Map.of("SERVER_THROTTLED", 1L)), WHOLE))
        .containsExactly("recipe \"r\": 1 prompt waits: SERVER_THROTTLED");
  }

  @Test
  void aPausedRecipeSaysWhatLetsItGoOn() {
    assertThat(reasons("SAMPLING", recipe(5, Map.of("RECIPE_PAUSED", 5L)), WHOLE))
        .containsExactly(
            "recipe \"r\": 5 prompts wait: RECIPE_PAUSED; resume the recipe when it shall go on");
  }

  @Test
  void aGroupWithoutAMemberIsNamedWhenItHasRecordsToRead() {
    assertThat(
            reasons(
                "SAMPLING",
                recipe(0, Map.of()),
                WHOLE,
                new GroupStatus("winnow.sink.1", "consumer", 0, 12),
                new GroupStatus("winnow.verifier", "consumer", 0, 0)))
        .containsExactly(
            "group \"winnow.sink.1\" has 12 records to read and no member: its stage does not run");
  }

  @Test
  void aMissingBrokerIsNamedFirst() {
    assertThat(
            reasons(
                "NO_WORKER", recipe(1, Map.of("NO_WORKER", 1L)), new ClusterStatus(2, 60, 20, 0)))
        .first()
        .isEqualTo("20 partitions lack copies: a broker is down or slow");
  }
}
