package dev.winnow.ops.bench;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Judged candidates whose responses are as long as a worked solution, about 700 characters. */
final class BenchSamples {
  private static final int CANDIDATES = 8;
  private static final int STEPS = 16;
  private static final Instant NOW = Instant.ofEpochMilli(1_780_000_000_000L);

  private BenchSamples() {}

  /** Makes this many, the same ones each time. */
  static List<Sample> of(int count) {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, random));
    }
    return samples;
  }

  private static Sample sample(int number, Random random) {
    String promptId = "bench-%d".formatted(number / CANDIDATES);
    int index = number % CANDIDATES;
    Outcome outcome = Outcome.values()[number % Outcome.values().length];
    String question = "A store of 412 shells gets %d and sells 98. How many are left?";
    return Sample.newBuilder()
        .setId(CandidateId.of(promptId, index))
        .setPromptId(promptId)
        .setIndex(index)
        .setRecipe("bench")
        .setRecipeVersion("0123456789ab")
        .setMessages(List.of(RecordFactory.message("user", question.formatted(number))))
        .setPrompt(question.formatted(number))
        .setResponse(response(random))
        .setReference(String.valueOf(number))
        .setOutcome(outcome)
        .setCorrect(outcome == Outcome.ACCEPTED)
        .setReason(outcome == Outcome.ACCEPTED ? "EQUAL" : "DIFFERENT_VALUE")
        .setExtractedAnswer(String.valueOf(random.nextInt(1_000)))
        .setPassRate(random.nextInt(CANDIDATES + 1) / (double) CANDIDATES)
        .setRound(1)
        .setModel("bench")
        .setSampling(
            SamplingParams.newBuilder().setTemperature(1.0).setTopP(1.0).setMaxTokens(256).build())
        .setSeed(random.nextLong())
        .setFinishReason(FinishReason.STOP)
        .setTokens(180 + random.nextInt(80))
        .setVerifier("math/1")
        .setMetadata(Map.of("family", "shop"))
        .setSampledAt(NOW.plusMillis(number))
        .setJudgedAt(NOW.plusMillis(number + 900L))
        .build();
  }

  private static String response(Random random) {
    StringBuilder text = new StringBuilder();
    for (int step = 0; step < STEPS; step++) {
      int a = random.nextInt(1_000);
      int b = random.nextInt(1_000);
      text.append("Then %d of %d are left, so %d in all.\n".formatted(a, b, a + b));
    }
    return text.append("#### ").append(random.nextInt(1_000)).toString();
  }
}
