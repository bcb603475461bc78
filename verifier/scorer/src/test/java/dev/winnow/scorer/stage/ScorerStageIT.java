package dev.winnow.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.TransientScoringException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** No scoring request is lost, and each is answered once, whatever becomes of the worker. */
@ExtendWith(SharedCluster.class)
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScorerStageIT {
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final CountDownLatch release = new CountDownLatch(1);
  private ScorerPool pool;

  @BeforeEach
  void createPool() {
    pool = new ScorerPool(SharedCluster.get().connection(), "rm" + POOLS.incrementAndGet());
  }

  @AfterEach
  void closePool() {
    release.countDown();
    pool.close();
  }

  @Test
  void everyRequestGetsOneScoreAndIsAcknowledged() throws Exception {
    for (int i = 0; i < 60; i++) {
      pool.order(i / 4, i % 4);
    }
    ScriptedScorer engine = new ScriptedScorer();

    pool.work(engine);
    pool.awaitDone();

    assertThat(pool.scores())
        .hasSize(60)
        .allSatisfy(score -> assertThat(score.getValues()).containsOnlyKeys("helpful"))
        .extracting(score -> score.getPromptId() + '/' + score.getIndex())
        .doesNotHaveDuplicates();
    assertThat(engine.batches()).hasSizeLessThan(60);
    assertThat(engine.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(8));
  }

  @Test
  void aRequestIsOpenUntilItsScoreIsOnTheBroker() throws Exception {
    pool.order(1, 0);
    ScriptedScorer engine =
        new ScriptedScorer(
            batch -> {
              release.await();
              return ScriptedScorer.lengths(batch);
            });
    pool.work(engine);
    await().until(() -> engine.scored().size() == 1);

    pool.awaitLocksRunOut();
    long whileScoring = pool.done();
    release.countDown();

    assertThat(whileScoring).isZero();
    pool.awaitDone();
    assertThat(engine.scored()).as("its lock was renewed").hasSize(1);
    assertThat(pool.scores()).hasSize(1);
  }

  @Test
  void aRequestWhoseWorkerWentSilentIsScoredByAnother() throws Exception {
    pool.work(new ScriptedScorer()).close();
    try (ShareConsumer<byte[], byte[]> silent = silent()) {
      pool.order(1, 0);
      await().until(() -> !silent.poll(Duration.ofMillis(200)).isEmpty());

      pool.work(new ScriptedScorer());

      pool.awaitDone();
      assertThat(pool.scores()).extracting(Score::getPromptId).containsExactly(pool.prompt(1));
    }
  }

  @Test
  void closingReleasesWhatIsNotScoredInTime() throws Exception {
    ScriptedScorer closing =
        new ScriptedScorer(
            batch -> {
              release.await();
              return ScriptedScorer.lengths(batch);
            });
    pool.order(1, 0);
    ScorerStage worker = pool.work(closing, Duration.ZERO);
    await().until(() -> closing.scored().size() == 1);

    worker.close();
    pool.work(new ScriptedScorer());

    await().atMost(Duration.ofSeconds(30)).until(() -> pool.scores().size() == 1);
    pool.awaitDone();
    assertThat(closing.isClosed()).isTrue();
  }

  @Test
  void aTransientFailureGivesTheBatchBackAndNothingFails() throws Exception {
    pool.order(1, 0);

    pool.work(
        new ScriptedScorer(
            batch -> {
              throw new TransientScoringException("the server is away", null);
            }));
    pool.awaitDone();

    assertThat(pool.scores()).hasSize(1);
    assertThat(pool.scores().getFirst().getScoredBy().getFailureCode()).isEmpty();
  }

  @Test
  void aRecordThatCannotBeReadOrBreaksTheRulesGoesToTheDeadLetters() throws Exception {
    ScoringRequest good = ScoringRequests.reward(pool.prompt(1), 0, "a");
    Prompt noMessages = Prompt.newBuilder(good.getPrompt()).setMessages(List.of()).build();
    pool.order(pool.prompt(1), "{\"not\": \"avro\"}".getBytes(StandardCharsets.UTF_8));
    pool.order("another", pool.bytes(good));
    pool.order(pool.prompt(1), pool.bytes(ScoringRequest.newBuilder(good).setIndex(-1).build()));
    pool.order(
        pool.prompt(1), pool.bytes(ScoringRequest.newBuilder(good).setPrompt(noMessages).build()));
    ScriptedScorer engine = new ScriptedScorer();
    pool.order(1, 7);

    pool.work(engine);
    pool.awaitDone();

    assertThat(pool.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder(
            "NOT_AVRO", "KEY_MISMATCH", "INVALID_SCORING_REQUEST", "INVALID_SCORING_REQUEST");
    assertThat(pool.deadLetters()).extracting(DeadLetter::getStage).containsOnly("scorer");
    assertThat(engine.scored()).containsExactly(pool.prompt(1) + "/7/helpful");
  }

  @Test
  void aScorerThatThePoolCannotRunFailsAtOnceWithTheReason() throws Exception {
    Prompt prompt = Records.prompt(pool.prompt(1));
    for (ScoringRequest request :
        List.of(
            ScoringRequests.request(
                prompt, 0, "a", ScoringRequests.scorer("judge", Map.of(), "helpful")),
            ScoringRequests.request(
                prompt, 1, "a", ScoringRequests.scorer("reward", Map.of("x", "y"), "helpful")),
            ScoringRequests.request(
                prompt, 2, "a", ScoringRequests.scorer("reward", Map.of(), "one", "two")))) {
      pool.order(pool.prompt(1), pool.bytes(request));
    }

    pool.work(new ScriptedScorer());
    pool.awaitDone();

    assertThat(pool.scores())
        .hasSize(3)
        .allSatisfy(
            score -> assertThat(score.getScoredBy().getFailureCode()).contains("UNUSABLE_SCORER"));
  }

  @Test
  void aWorkerReportsItsStatusUnderTheScoringPool() throws Exception {
    ScriptedScorer engine = new ScriptedScorer();
    ScorerStage worker = pool.work(engine);
    await().until(() -> pool.statuses().size() == 1);

    engine.report(
        EngineStatus.unavailable(WorkerState.BLOCKED, "WRONG_KEY", "401: no", Records.NOW));
    await().atMost(Duration.ofSeconds(3)).until(() -> pool.statuses().size() == 2);

    assertThat(pool.statuses())
        .extracting(WorkerStatus::getState, WorkerStatus::getModel)
        .containsExactly(
            tuple(WorkerState.READY, "scripted"), tuple(WorkerState.BLOCKED, "scripted"));
    assertThat(worker.health().describe()).contains("401: no").startsWith("degraded");
  }

  private ShareConsumer<byte[], byte[]> silent() {
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            SharedCluster.get()
                .connection()
                .properties(
                    Map.of("group.id", pool.group(), "share.acknowledgement.mode", "explicit")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Set.of(pool.topic()));
    return consumer;
  }
}
