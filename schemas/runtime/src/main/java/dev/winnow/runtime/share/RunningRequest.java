package dev.winnow.runtime.share;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * A request in progress.
 *
 * @param result the acknowledgement to send, once that is known; never completes with an exception
 * @param thread thread that works on it; interrupted to cancel it
 */
public record RunningRequest(CompletableFuture<AcknowledgeType> result, Thread thread) {}
