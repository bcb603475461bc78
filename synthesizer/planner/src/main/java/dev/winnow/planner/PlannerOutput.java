package dev.winnow.planner;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.metrics.WrittenRecords;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.runtime.trace.StageTraces;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What the planner writes: usage reports keyed by their recipe, all else by its prompt's id. */
final class PlannerOutput {
  private final ProcessorContext<byte[], SpecificRecord> context;
  private final DeadLetters deadLetters;
  private final WrittenRecords written;
  private final StageTraces traces;

  PlannerOutput(ProcessorContext<byte[], SpecificRecord> context, KafkaConnection connection) {
    this.context = context;
    this.written = new WrittenRecords(connection.metrics(), PlannerStage.NAME);
    this.traces = connection.traces();
    this.deadLetters = new DeadLetters(PlannerStage.NAME, clock());
  }

  /** Returns the current time as Kafka Streams tells it. */
  InstantSource clock() {
    return () -> Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  /** Sends a request, with which a trace begins. */
  void order(SamplingRequest request) {
    OpenSpan span = traces.begin("order");
    if (span.isTraced()) {
      span.with("winnow.request", request.getId())
          .with("winnow.prompt", request.getPrompt().getId())
          .with("winnow.recipe", request.getPrompt().getRecipe())
          .with("winnow.pool", request.getPool())
          .with("winnow.round", request.getRound())
          .with("winnow.attempt", request.getAttempt())
          .with("winnow.candidates", request.getCount());
    }
    written.count(request);
    context.forward(
        new Record<>(
            key(request.getPrompt().getId()),
            request,
            context.currentSystemTimeMs(),
            span.headers()),
        PlannerTopology.SAMPLING_SINK);
    span.end();
  }

  void report(Progress progress) {
    send(PlannerTopology.PROGRESS_SINK, key(progress.getPromptId()), progress);
  }

  void fail(Candidate candidate) {
    send(PlannerTopology.CANDIDATES_SINK, key(candidate.getPrompt().getId()), candidate);
  }

  void report(UsageReport usage) {
    send(PlannerTopology.USAGE_REPORTS_SINK, key(usage.getRecipe()), usage);
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

  void sendToDeadLetters(byte @Nullable [] key, Place place, byte @Nullable [] value, Bad<?> bad) {
    DeadLetter letter = deadLetters.of(place, key, value, bad);
    send(PlannerTopology.DEAD_LETTERS_SINK, DeadLetters.key(key), letter);
  }

  private void send(String sink, byte @Nullable [] key, @Nullable SpecificRecord value) {
    written.count(value);
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
