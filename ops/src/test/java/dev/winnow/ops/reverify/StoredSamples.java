package dev.winnow.ops.reverify;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Rows of the recipe of {@link Records#recipe()}, whose prompts ask for 1 + 2. */
final class StoredSamples {
  private StoredSamples() {}

  static Sample sample(int index, String response, Outcome outcome, String reason) {
    return Sample.newBuilder()
        .setId(CandidateId.of("p", index))
        .setPromptId("p")
        .setIndex(index)
        .setRecipe(Records.recipe().getName())
        .setRecipeVersion("v1")
        .setSource("prompts.jsonl#1")
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setPrompt("What is 1 + 2?")
        .setResponse(response)
        .setIdenticalBefore(1)
        .setReference("3")
        .setOtherReferences(List.of("three"))
        .setOutcome(outcome)
        .setReason(reason)
        .setRound(2)
        .setModel("tiny")
        .setSampling(Records.sampling())
        .setSeed(-7_000_000_000_000L)
        .setFinishReason(FinishReason.STOP)
        .setTokens(12)
        .setTokensEstimated(true)
        .setVerifier("exact/1")
        .setMetadata(Map.of("family", "add"))
        .setSampledAt(Records.NOW)
        .setJudgedAt(Records.NOW.plusMillis(7))
        .build();
  }

  /** A chat with a tool's answer, which has more than roles and contents. */
  static List<Message> chatWithTools() {
    return List.of(
        RecordFactory.message("user", "What is 1 + 2?"),
        Message.newBuilder()
            .setRole("assistant")
            .setContent("")
            .setToolCalls("[{\"id\":\"c1\"}]")
            .build(),
        Message.newBuilder().setRole("tool").setContent("3").setToolCallId("c1").build());
  }

  /** The recipe under another version, with a check of this type. */
  static Recipe recipe(String version, String check) {
    return Recipe.newBuilder(Records.recipe())
        .setVersion(version)
        .setVerification(RecordFactory.verification(RecordFactory.check(check, Map.of())))
        .build();
  }
}
