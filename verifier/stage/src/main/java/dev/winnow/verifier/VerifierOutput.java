package dev.winnow.verifier;

import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What the verifier writes, all of it keyed by its prompt's id. */
final class VerifierOutput {
  private final PromptOutput output;

  VerifierOutput(ProcessorContext<byte[], SpecificRecord> context, StageMetrics metrics) {
    this.output =
        new PromptOutput(context, VerifierStage.NAME, VerifierTopology.DEAD_LETTERS_SINK, metrics);
  }

  /** The time as Streams has it. */
  Instant now() {
    return output.now();
  }

  void write(Verdict verdict) {
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
