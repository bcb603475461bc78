package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.TestRequests;
import dev.winnow.worker.engine.TransientSamplingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** No request is lost, whatever becomes of it. */
final class WorkerDeliveryIT extends WorkerHarness {
  @Test
  void aRequestIsOpenUntilItsCandidatesAreOnTheBrokerAndTheEngineIsDone() throws Exception {
    pool.order(1, 3);
    pool.work(new ScriptedEngine(2, held()));
    await().until(() -> pool.candidates().size() == 3);

    long whileSampling = pool.done();
    release.countDown();

    assertThat(whileSampling).isZero();
    pool.awaitDone();
    assertThat(pool.candidates())
        .extracting(Candidate::getIndex)
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void wheneverRequestsAreAcknowledgedTheirCandidatesAreOnTheBroker() throws Exception {
    for (int i = 0; i < 60; i++) {
      pool.order(i, 2);
    }
    pool.work(new ScriptedEngine(4));

    long done;
    do {
      done = pool.done();
      assertThat(pool.candidates()).hasSizeGreaterThanOrEqualTo(2 * (int) done);
    } while (done < 60);
  }

  @Test
  void aTransientFaultGivesTheRequestBackAndItIsDoneLaterUnderTheSameIds() throws Exception {
    pool.order(1, 4);
    ScriptedEngine engine =
        new ScriptedEngine(
            1,
            (request, completions) -> {
              completions.accept(ScriptedEngine.completion(0));
              completions.accept(ScriptedEngine.completion(1));
              throw new TransientSamplingException("the server is away", null);
            });

    pool.work(engine);
    pool.awaitDone();

    assertThat(engine.sampled()).hasSize(2);
    assertThat(pool.candidates())
        .extracting(Candidate::getIndex)
        .containsExactlyInAnyOrder(0, 0, 1, 1, 2, 3);
    assertThat(pool.candidates().stream().filter(c -> c.getIndex() == 0).map(Candidate::getSeed))
        .hasSize(2)
        .containsOnly(pool.candidates().getFirst().getSeed());
  }

  @Test
  void anErrorOfTheEngineGivesTheRequestBackToo() throws Exception {
    pool.order(1, 1);
    ScriptedEngine engine =
        new ScriptedEngine(
            1,
            (request, completions) -> {
              throw new UnsatisfiedLinkError("made up by the test");
            });

    pool.work(engine);
    pool.awaitDone();

    assertThat(engine.sampled()).hasSize(2);
  }

  @Test
  void aPermanentFaultBecomesFailedCandidatesAndIsNotTriedAgain() throws Exception {
    pool.order(1, 3);
    ScriptedEngine engine =
        new ScriptedEngine(
            1,
            (request, completions) -> {
              completions.accept(ScriptedEngine.completion(1));
              throw new PermanentSamplingException("longer than the context", null);
            });

    pool.work(engine);
    pool.awaitDone();
    pool.order(2, 1);
    pool.awaitDone();

    assertThat(engine.sampled()).hasSize(2).doesNotHaveDuplicates();
    assertThat(ofPrompt(1)).hasSize(3);
    assertThat(ofPrompt(1))
        .filteredOn(candidate -> candidate.getIndex() != 1)
        .allSatisfy(
            candidate -> {
              assertThat(candidate.getFinishReason()).isEqualTo(FinishReason.FAILED);
              assertThat(candidate.getFailure()).contains("longer than the context");
            });
  }

  @Test
  void whatTheEngineLeavesOutIsFailedAndWhatWasNotOrderedIsDropped() throws Exception {
    pool.order(1, 3);

    pool.work(
        new ScriptedEngine(
            1,
            (request, completions) ->
                List.of(-1, 0, 0, 2, 3, Integer.MAX_VALUE)
                    .forEach(index -> completions.accept(ScriptedEngine.completion(index)))));
    pool.awaitDone();

    assertThat(pool.candidates())
        .extracting(Candidate::getIndex, Candidate::getFinishReason)
        .containsExactlyInAnyOrder(
            tuple(0, FinishReason.STOP),
            tuple(1, FinishReason.FAILED),
            tuple(2, FinishReason.STOP));
  }

  @Test
  void aRequestWhoseWorkerWentSilentIsDoneByAnother() throws Exception {
    try (SynthesizerStage configured = pool.work(new ScriptedEngine(1))) {
      assertThat(configured.healthy()).isTrue();
    }
    try (ShareConsumer<byte[], byte[]> silent = silent()) {
      pool.order(1, 2);
      await().until(() -> !poll(silent).isEmpty());

      pool.work(new ScriptedEngine(1));

      pool.awaitDone();
      assertThat(pool.candidates()).extracting(Candidate::getIndex).containsExactlyInAnyOrder(0, 1);
    }
  }

  @Test
  void aRequestOfATransactionThatWasAbortedIsNeverSampled() throws Exception {
    try (KafkaProducer<byte[], byte[]> planner =
        new KafkaProducer<>(
            cluster().connection().properties(Map.of("transactional.id", "planner")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      planner.initTransactions();
      planner.beginTransaction();
      planner.send(new ProducerRecord<>(pool.topic(), request(1))).get();
      planner.abortTransaction();
      planner.beginTransaction();
      planner.send(new ProducerRecord<>(pool.topic(), request(2))).get();
      planner.commitTransaction();
    }
    ScriptedEngine engine = new ScriptedEngine(1);

    pool.work(engine);
    await().atMost(Duration.ofSeconds(30)).until(() -> !pool.candidates().isEmpty());

    assertThat(engine.sampled()).containsExactly(pool.prompt(2) + "/0-0");
  }

  private byte[] request(int prompt) {
    return pool.bytes(TestRequests.request(pool.prompt(prompt), 0, 1));
  }

  private List<Candidate> ofPrompt(int prompt) {
    return pool.candidates().stream()
        .filter(candidate -> candidate.getPrompt().getId().equals(pool.prompt(prompt)))
        .toList();
  }

  private ShareConsumer<byte[], byte[]> silent() {
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            cluster()
                .connection()
                .properties(
                    Map.of("group.id", pool.group(), "share.acknowledgement.mode", "explicit")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Set.of(pool.topic()));
    return consumer;
  }

  private static ConsumerRecords<byte[], byte[]> poll(ShareConsumer<byte[], byte[]> consumer) {
    return consumer.poll(Duration.ofMillis(200));
  }
}
