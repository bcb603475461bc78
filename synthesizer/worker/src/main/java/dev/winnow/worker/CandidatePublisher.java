package dev.winnow.worker;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.ResultPublisher;
import dev.winnow.runtime.share.UnpublishableException;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.schemas.Candidate;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes candidates; a future completes once the broker has stored the record. Thread-safe. */
final class CandidatePublisher implements AutoCloseable {
  private final ResultPublisher<Candidate> publisher;

  CandidatePublisher(KafkaConnection connection) {
    this.publisher = new ResultPublisher<>(connection, connection.topics().candidates());
  }

  /**
   * Publishes a candidate as part of this span; {@link Oversized} reduces one that is too large.
   *
   * @throws UnpublishableException if its prompt alone does not fit into a record
   */
  Future<RecordMetadata> publish(Candidate candidate, OpenSpan span) {
    return publisher.publish(candidate.getPrompt().getId(), fitting(candidate), span);
  }

  /**
   * Returns the candidate's record, at most {@link Oversized#MAX_BYTES} long.
   *
   * @throws UnpublishableException if its prompt alone does not fit
   */
  byte[] fitting(Candidate candidate) {
    byte[] value = publisher.bytes(candidate);
    if (value.length > Oversized.MAX_BYTES) {
      value = publisher.bytes(Oversized.reduced(candidate, value.length));
    }
    if (value.length > Oversized.MAX_BYTES) {
      throw new UnpublishableException(
          "prompt and verification have %d bytes, so no candidate fits into a record of %d bytes"
              .formatted(value.length, Oversized.MAX_BYTES));
    }
    return value;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
