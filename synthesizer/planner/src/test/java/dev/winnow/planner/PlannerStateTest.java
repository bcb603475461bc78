package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.state.Ended;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.PromptStatusSerde;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the planner keeps: a bounded number of bytes for each prompt. */
class PlannerStateTest {
  private static final int PROMPTS = 100;
  private static final int CANDIDATES = 400;
  private static final Recipe RECIPE = Given.fixed(CANDIDATES);

  /** All but one bit for every candidate. */
  private static final int MAX_BYTES_OF_A_STATUS = 90;

  /** The prompt as it came, its place and its key: nothing else. */
  private static final int MAX_BYTES_BESIDE_THE_PROMPT = 32;

  private static final Duration RETENTION = Duration.ofMillis(RECIPE.getRetentionMs());
  private static final List<String> STORES =
      List.of(
          PlannerTopology.PROMPTS,
          PlannerTopology.DEADLINES,
          PlannerTopology.TURNS,
          PlannerTopology.LEASES);

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void keepsALivePromptInItsOwnSizeAndABitForEachCandidate() {
    publishAll();
    for (int i = 0; i < PROMPTS; i++) {
      for (int index = 1; index < CANDIDATES; index += 2) {
        planner.judge(Given.rejected("p" + i, index));
      }
    }

    planner.pass(Duration.ofMillis(RECIPE.getReissueAfterMs()));

    int promptBytes = planner.bytes(Records.prompt("p99")).length;
    assertThat(statusBytes())
        .isLessThanOrEqualTo(PROMPTS * (MAX_BYTES_OF_A_STATUS + CANDIDATES / Byte.SIZE));
    assertThat(bytes(PlannerTopology.PROMPTS))
        .isLessThanOrEqualTo(PROMPTS * (long) (promptBytes + MAX_BYTES_BESIDE_THE_PROMPT));
    assertThat(bytes(PlannerTopology.DEADLINES)).isLessThanOrEqualTo(PROMPTS * 16L);
  }

  @Test
  void looksAtEachLivePromptAtOneTimeOnly() {
    publishAll();

    for (int i = 0; i < 10; i++) {
      planner.judge(Given.rejected("p" + i, i));
      planner.pass(Duration.ofSeconds(25));
    }

    assertThat(count(PlannerTopology.DEADLINES)).isEqualTo(PROMPTS);
  }

  @Test
  void looksAtEachWaitingPromptAtOneTimeOnly() {
    for (int i = 0; i < PROMPTS; i++) {
      planner.publish(Records.prompt("p" + i));
    }

    for (int i = 0; i < 3; i++) {
      planner.pass(PlannerDriver.TICK);
    }

    assertThat(count(PlannerTopology.DEADLINES)).isEqualTo(PROMPTS);
  }

  @Test
  void forgetsTheTextOfAPromptThatHasEnded() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));

    planner.judge(Given.accepted("p", 0));

    assertThat(count(PlannerTopology.PROMPTS)).isZero();
    assertThat(statusBytes()).isLessThanOrEqualTo(MAX_BYTES_OF_A_STATUS);
  }

  @Test
  void remembersAPromptThatHasEndedUntilItsRetentionIsOver() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));

    planner.pass(RETENTION.minusMillis(1));

    assertThat(planner.statuses().get("p")).isInstanceOf(Ended.class);
    assertThat(count(PlannerTopology.DEADLINES)).isEqualTo(1);
  }

  @Test
  void forgetsAPromptThatHasEndedWhenItsRetentionIsOver() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));
    planner.progress();

    planner.pass(RETENTION);

    for (String store : STORES) {
      assertThat(count(store)).as(store).isZero();
    }
    assertThat(planner.statuses().get("p")).isNull();
    assertThat(planner.takenBack()).as("its progress is taken back").containsExactly("p");
    assertThat(planner.forgotten()).as("the verifier is told").containsExactly("p");
  }

  @Test
  void samplesAForgottenPromptAnewWhenItIsPublishedAgain() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));
    planner.pass(RETENTION);
    planner.requests();

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).hasSize(1);
  }

  @Test
  void forgetsAPromptWhoseRecipeNeverCame() {
    planner.publish(Records.prompt("p"));

    planner.pass(PlannerDriver.RECIPE_WAIT);

    assertThat(planner.statuses().get("p")).isNull();
    assertThat(count(PlannerTopology.PROMPTS)).isZero();
    assertThat(count(PlannerTopology.DEADLINES)).isZero();
  }

  private void publishAll() {
    planner.publish(RECIPE);
    for (int i = 0; i < PROMPTS; i++) {
      planner.publish(Records.prompt("p" + i));
    }
  }

  private long statusBytes() {
    long bytes = 0;
    try (KeyValueIterator<String, PromptStatus> statuses = planner.statuses().all()) {
      while (statuses.hasNext()) {
        KeyValue<String, PromptStatus> entry = statuses.next();
        bytes += PromptStatusSerde.create().serializer().serialize("statuses", entry.value).length;
      }
    }
    return bytes;
  }

  private long bytes(String store) {
    long bytes = 0;
    try (KeyValueIterator<byte[], byte[]> entries = planner.store(store).all()) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        bytes += entry.key.length + entry.value.length;
      }
    }
    return bytes;
  }

  private int count(String store) {
    int count = 0;
    try (KeyValueIterator<byte[], byte[]> entries = planner.store(store).all()) {
      while (entries.hasNext()) {
        entries.next();
        count++;
      }
    }
    return count;
  }
}
