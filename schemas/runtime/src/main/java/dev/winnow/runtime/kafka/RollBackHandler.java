package dev.winnow.runtime.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a record that a stage could not write: the step that wrote it is rolled back, and {@link
 * DeathLog} records which record was in process. Dropping the output and continuing would commit
 * half of a step. The log says which record did not fit where.
 */
public final class RollBackHandler implements ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RollBackHandler.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    return failed(context, record.topic(), exception);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return failed(context, record.topic(), exception);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // There are no settings.
  }

  private static Response failed(ErrorHandlerContext context, String to, Exception exception) {
    LOG.error(
        "topic={} partition={} offset={} event=not-written to={} reason={}",
        context.topic(),
        context.partition(),
        context.offset(),
        to,
        exception.toString());
    return Response.fail();
  }
}
