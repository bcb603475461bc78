package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.kafka.TopicSettings;
import dev.winnow.synthesizer.engine.Completion;
import java.time.Instant;

/** Makes candidates of trials and completions. */
public final class Candidates {
  /** Longest response in characters: four bytes each would still leave room for the prompt. */
  private static final int MAX_RESPONSE_CHARS = TopicSettings.MAX_RECORD_BYTES / 8;

  private static final int MAX_FAILURE_CHARS = 2_000;

  private Candidates() {}

  /**
   * The candidate that a completion is; one with a response too long for a record is a failed one.
   */
  public static Candidate of(Trial trial, Completion completion, String model, Instant now) {
    if (completion.text().length() > MAX_RESPONSE_CHARS) {
      String failure =
          "the response has %d characters, at most %d fit a record"
              .formatted(completion.text().length(), MAX_RESPONSE_CHARS);
      return failed(trial, completion.index(), failure, model, now);
    }
    return candidate(trial, completion.index(), model, now)
        .setResponse(completion.text())
        .setFinishReason(completion.finishReason())
        .setTokens(completion.tokens())
        .build();
  }

  /** The candidate with this index as one that could not be sampled. */
  public static Candidate failed(
      Trial trial, int index, String failure, String model, Instant now) {
    return candidate(trial, index, model, now)
        .setResponse("")
        .setFinishReason(FinishReason.FAILED)
        .setFailure(failure.substring(0, Math.min(failure.length(), MAX_FAILURE_CHARS)))
        .setTokens(0)
        .build();
  }

  private static Candidate.Builder candidate(Trial trial, int index, String model, Instant now) {
    return Candidate.newBuilder()
        .setPrompt(trial.getPrompt())
        .setIndex(index)
        .setRecipeVersion(trial.getRecipeVersion())
        .setRound(trial.getRound())
        .setAttempt(trial.getAttempt())
        .setCheck(trial.getCheck())
        .setSampling(trial.getSampling())
        .setSeed(CandidateSeed.of(trial.getPrompt().getId(), index, trial.getSeed()))
        .setModel(model)
        .setSelection(trial.getSelection().orElse(null))
        .setSampledAt(now);
  }
}
