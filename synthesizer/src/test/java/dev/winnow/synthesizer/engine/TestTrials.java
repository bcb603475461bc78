package dev.winnow.synthesizer.engine;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sampling;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Trials to start a test from. */
public final class TestTrials {
  private TestTrials() {}

  /** Orders these candidates of the prompt {@code What is 1 + 2?}. */
  public static Trial trial(String promptId, int firstIndex, int count) {
    return trial(Records.prompt(promptId), firstIndex, count);
  }

  /** Orders these candidates of a prompt that says this. */
  public static Trial asking(String promptId, String text, int firstIndex, int count) {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt(promptId))
            .setMessages(List.of(RecordFactory.message("user", text)))
            .build();
    return trial(prompt, firstIndex, count);
  }

  /** The same trial with other sampling settings. */
  public static Trial with(Trial trial, Sampling sampling) {
    return Trial.newBuilder(trial).setSampling(sampling).build();
  }

  private static Trial trial(Prompt prompt, int firstIndex, int count) {
    return Trial.newBuilder()
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
        .setCheck(RecordFactory.check("math", Map.of()))
        .setIssuedAt(Records.NOW)
        .build();
  }
}
