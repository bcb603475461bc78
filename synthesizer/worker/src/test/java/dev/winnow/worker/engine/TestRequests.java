package dev.winnow.worker.engine;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Requests to start a test from. */
public final class TestRequests {
  private TestRequests() {}

  /** Orders these candidates of the prompt {@code What is 1 + 2?}. */
  public static SamplingRequest request(String promptId, int firstIndex, int count) {
    return request(Records.prompt(promptId), firstIndex, count);
  }

  /** Orders these candidates of a prompt that says this. */
  public static SamplingRequest asking(String promptId, String text, int firstIndex, int count) {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt(promptId))
            .setMessages(List.of(RecordFactory.message("user", text)))
            .build();
    return request(prompt, firstIndex, count);
  }

  /** The same request with other sampling settings. */
  public static SamplingRequest with(SamplingRequest request, SamplingParams sampling) {
    return SamplingRequest.newBuilder(request).setSampling(sampling).build();
  }

  private static SamplingRequest request(Prompt prompt, int firstIndex, int count) {
    return SamplingRequest.newBuilder()
        .setId("%s/%d-%d".formatted(prompt.getId(), firstIndex, firstIndex + count - 1))
        .setPrompt(prompt)
        .setRecipeVersion("1")
        .setPool("test")
        .setRound(1)
        .setAttempt(0)
        .setFirstIndex(firstIndex)
        .setCount(count)
        .setSeed(7)
        .setSampling(Records.sampling())
        .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
        .setIssuedAt(Records.NOW)
        .build();
  }
}
