package dev.winnow.planner;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.QuotaRequest;
import dev.winnow.schemas.SamplingRequest;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What the planner says: quota requests keyed by their recipe, all else by its prompt's id. */
final class PlannerOutput {
  private final ProcessorContext<byte[], SpecificRecord> context;

  PlannerOutput(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
  }

  void order(SamplingRequest request) {
    send(PlannerTopology.SAMPLING_SINK, key(request.getPrompt().getId()), request);
  }

  void report(Progress progress) {
    send(PlannerTopology.PROGRESS_SINK, key(progress.getPromptId()), progress);
  }

  void fail(Candidate candidate) {
    send(PlannerTopology.CANDIDATES_SINK, key(candidate.getPrompt().getId()), candidate);
  }

  void quotaRequest(QuotaRequest quotaRequest) {
    send(PlannerTopology.QUOTA_REQUESTS_SINK, key(quotaRequest.getRecipe()), quotaRequest);
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

  void sendToDeadLetters(byte @Nullable [] key, DeadLetter deadLetter) {
    send(PlannerTopology.DEAD_LETTERS_SINK, DeadLetters.key(key), deadLetter);
  }

  private void send(String sink, byte @Nullable [] key, @Nullable SpecificRecord value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
