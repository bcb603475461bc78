package dev.winnow.ops.bench.planner;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Verdicts as the verifier writes them, drawn by {@link ReferencePassRates} instead of judged. */
final class DrawnVerdicts {
  private static final int TOKENS = 180;

  private final String topic;
  private final AvroSerializer<Verdict> serializer;
  private final BenchLoad load;

  /** Creates verdicts for this topic, on the prompts of this load. */
  DrawnVerdicts(String topic, SchemaRegistry registry, BenchLoad load) {
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.load = load;
  }

  ProducerRecord<byte[], byte[]> of(Prompt prompt, int index) {
    return new ProducerRecord<>(
        topic,
        prompt.getId().getBytes(StandardCharsets.UTF_8),
        serializer.serialize(topic, verdict(prompt, index)));
  }

  private Verdict verdict(Prompt prompt, int index) {
    boolean isAccepted = load.rates().accepts(WordProblems.nameOf(prompt), index);
    return Verdict.newBuilder()
        .setPromptId(prompt.getId())
        .setIndex(index)
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion(load.recipe().getVersion())
        .setOutcome(isAccepted ? Outcome.ACCEPTED : Outcome.REJECTED)
        .setReason(isAccepted ? "EQUAL" : "DIFFERENT_VALUE")
        .setExtractedAnswer(isAccepted ? prompt.getReference().orElse("0") : "-1")
        .setTokens(TOKENS)
        .setVerifier("math/1")
        .setJudgedAt(Instant.now())
        .build();
  }
}
