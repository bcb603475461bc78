package dev.winnow.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Records;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScoringRequests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How requests are gathered; the time is an argument. */
class BatchQueueTest {
  private static final long WAIT = Duration.ofMillis(20).toNanos();
  private static final BatchLimits THREE = new BatchLimits(3, 1_000, Duration.ofNanos(WAIT));

  private final BatchQueue queue = new BatchQueue(THREE);

  @Test
  void aFullBatchIsDueAtOnce() {
    add("p", 0, "a");
    add("p", 1, "b");
    assertThat(queue.take(0)).isEmpty();

    add("q", 0, "c");

    assertThat(queue.untilDue(0)).hasValue(0);
    assertThat(ids(0)).containsExactly("p/0/helpful", "p/1/helpful", "q/0/helpful");
    assertThat(queue.untilDue(0)).isEmpty();
  }

  @Test
  void aBatchThatIsNotFullIsDueWhenItsOldestHasWaited() {
    queue.add(waiting("p", 0, "a"), 100);
    queue.add(waiting("p", 1, "b"), 100 + WAIT / 2);

    assertThat(queue.untilDue(100)).hasValue(WAIT);
    assertThat(queue.take(99 + WAIT)).isEmpty();
    assertThat(ids(100 + WAIT)).containsExactly("p/0/helpful", "p/1/helpful");
  }

  @Test
  void requestsOfTheOldestPromptComeFirst() {
    add("p", 0, "a");
    add("q", 0, "b");
    add("q", 1, "c");
    add("p", 1, "d");

    assertThat(ids(0)).containsExactly("p/0/helpful", "p/1/helpful", "q/0/helpful");
  }

  @Test
  void tokensFillABatchAsWell() {
    String long500 = "x".repeat(1_500);
    add("p", 0, long500);
    add("p", 1, long500);
    add("p", 2, "short");

    assertThat(queue.untilDue(0)).hasValue(0);
    assertThat(ids(0)).containsExactly("p/0/helpful");
  }

  @Test
  void aRequestLongerThanTheLimitIsABatchOfItsOwn() {
    add("p", 0, "x".repeat(100_000));

    assertThat(ids(0)).containsExactly("p/0/helpful");
  }

  @Test
  void requestsOfDifferentScorersAreNeverTogether() {
    add("p", 0, "a");
    queue.add(
        WaitingRequest.of(
            ScoringRequests.request(
                Records.prompt("p"),
                0,
                "a",
                ScoringRequests.scorer("reward", Map.of("value", "sigmoid"), "safe"))),
        1);

    assertThat(ids(WAIT + 1)).containsExactly("p/0/helpful");
    assertThat(ids(WAIT + 1)).containsExactly("p/0/safe");
  }

  @Test
  void aRequestThatIsNoLongerWantedIsForgotten() {
    WaitingRequest first = waiting("p", 0, "a");
    queue.add(first, 0);
    long chars = queue.chars();

    queue.remove(first);

    assertThat(chars).isPositive();
    assertThat(queue.chars()).isZero();
    assertThat(queue.untilDue(WAIT)).isEmpty();
  }

  private void add(String prompt, int index, String response) {
    queue.add(waiting(prompt, index, response), 0);
  }

  private static WaitingRequest waiting(String prompt, int index, String response) {
    return WaitingRequest.of(ScoringRequests.reward(prompt, index, response));
  }

  private List<String> ids(long now) {
    return queue.take(now).orElse(List.of()).stream().map(w -> w.request().getId()).toList();
  }
}
