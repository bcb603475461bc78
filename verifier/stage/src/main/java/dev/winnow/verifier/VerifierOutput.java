package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.runtime.trace.CurrentSpan;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What the verifier writes, all of it keyed by its prompt's id. */
final class VerifierOutput {
  private final PromptOutput output;

  VerifierOutput(ProcessorContext<byte[], SpecificRecord> context, KafkaConnection connection) {
    this.output =
        new PromptOutput(
            context, VerifierStage.NAME, VerifierTopology.DEAD_LETTERS_SINK, connection);
  }

  /** Returns the current time as Kafka Streams tells it. */
  Instant now() {
    return output.now();
  }

  /** Returns the span whose header the records carry. */
  CurrentSpan span() {
    return output.span();
  }

  void write(Verdict verdict) {
    if (span().now().isTraced()) {
      span()
          .now()
          .with("winnow.prompt", verdict.getPromptId())
          .with("winnow.candidate", verdict.getIndex())
          .with("winnow.outcome", verdict.getOutcome().name().toLowerCase(Locale.ROOT))
          .with("winnow.reason", verdict.getReason());
    }
    output.write(VerifierTopology.VERDICTS_SINK, verdict.getPromptId(), verdict);
  }

  void write(Sample row) {
    output.write(VerifierTopology.sinkOf(row.getOutcome()), row.getPromptId(), row);
  }

  void write(ScoringRequest request) {
    output.write(VerifierTopology.SCORING_SINK, request.getPrompt().getId(), request);
  }

  void write(ScoringStarted started) {
    output.write(VerifierTopology.SCORING_STARTED_SINK, started.getPromptId(), started);
  }

  void sendToDeadLetters(Record<byte[], byte[]> record, RecordMetadata metadata, Bad<?> bad) {
    output.sendToDeadLetters(record, metadata, bad);
  }
}
