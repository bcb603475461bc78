package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Claim;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What the planner says: claims keyed by their recipe, all else by its prompt's id. */
final class PlannerOutput {
  private final ProcessorContext<byte[], SpecificRecord> context;

  PlannerOutput(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
  }

  void order(Trial trial) {
    send(PlannerTopology.TRIALS_SINK, key(trial.getPrompt().getId()), trial);
  }

  void report(Progress progress) {
    send(PlannerTopology.PROGRESS_SINK, key(progress.getPromptId()), progress);
  }

  void fail(Candidate candidate) {
    send(PlannerTopology.CANDIDATES_SINK, key(candidate.getPrompt().getId()), candidate);
  }

  void claim(Claim claim) {
    send(PlannerTopology.CLAIMS_SINK, key(claim.getRecipe()), claim);
  }

  /**
   * Tells the verifier, by a candidate without a value, that a prompt is forgotten, and takes its
   * progress back, which would be kept for good otherwise.
   */
  void forget(String promptId) {
    send(PlannerTopology.CANDIDATES_SINK, key(promptId), null);
    takeBack(promptId);
  }

  /** Takes back the progress of a prompt that is not known any more. */
  void takeBack(String promptId) {
    send(PlannerTopology.PROGRESS_SINK, key(promptId), null);
  }

  void bury(byte @Nullable [] key, DeadLetter deadLetter) {
    send(PlannerTopology.DEAD_LETTERS_SINK, DeadLetters.key(key), deadLetter);
  }

  private void send(String sink, byte @Nullable [] key, @Nullable SpecificRecord value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
