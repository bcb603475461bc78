package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.TestRequests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anyone may write to the topic of a pool. */
final class WorkerHostileRequestIT extends WorkerHarness {
  @Test
  void garbageIsSentToTheDeadLettersUnchangedAndTheNextRequestProceeds() throws Exception {
    byte[] garbage = "{\"not\": \"avro\"}".getBytes(StandardCharsets.UTF_8);
    byte[] unknownSchema = {0, 0, 0, 99, 99, 1, 2, 3};
    ScriptedEngine engine = new ScriptedEngine(1);
    pool.order(garbage);
    pool.order(unknownSchema);
    pool.order(1, 2);

    pool.work(engine);
    pool.awaitDone();

    assertThat(pool.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder("NOT_AVRO", "UNKNOWN_SCHEMA");
    assertThat(pool.deadLetters())
        .extracting(letter -> letter.getValue().orElseThrow().array())
        .containsExactlyInAnyOrder(garbage, unknownSchema);
    assertThat(pool.deadLetters()).extracting(DeadLetter::getStage).containsOnly("synthesizer");
    assertThat(engine.sampled()).containsExactly(pool.prompt(1) + "/0-1");
    assertThat(pool.candidates()).hasSize(2);
  }

  @Test
  void aRequestBeyondTheRulesNeverReachesTheEngine() throws Exception {
    SamplingRequest good = TestRequests.request(pool.prompt(1), 0, 2);
    List<SamplingRequest> hostile =
        List.of(
            SamplingRequest.newBuilder(good).setCount(Integer.MAX_VALUE).build(),
            SamplingRequest.newBuilder(good).setCount(0).build(),
            SamplingRequest.newBuilder(good).setFirstIndex(-1).build(),
            SamplingRequest.newBuilder(good).setFirstIndex(Integer.MAX_VALUE).build(),
            TestRequests.with(good, new SamplingParams(Double.NaN, 1.0, 0, 64, List.of())),
            TestRequests.with(good, new SamplingParams(1.0, 1.0, 0, Integer.MAX_VALUE, List.of())),
            SamplingRequest.newBuilder(good)
                .setPrompt(Prompt.newBuilder(good.getPrompt()).setMessages(List.of()).build())
                .build());
    ScriptedEngine engine = new ScriptedEngine(1);
    for (SamplingRequest request : hostile) {
      pool.order(pool.bytes(request));
    }

    pool.work(engine);
    pool.awaitDone();

    assertThat(engine.sampled()).isEmpty();
    assertThat(pool.candidates()).isEmpty();
    assertThat(pool.deadLetters())
        .hasSameSizeAs(hostile)
        .allMatch(letter -> letter.getReason().equals("INVALID_SAMPLING_REQUEST"));
    assertThat(pool.deadLetters())
        .extracting(DeadLetter::getError)
        .anyMatch(error -> error.contains("count") && error.contains("1 to 1024"));
  }
}
