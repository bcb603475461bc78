package dev.winnow.runtime.share;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * A request in progress.
 *
 * @param result how to acknowledge it, once that is known; never completes with an exception
 * @param thread works on it; interrupted to give it up
 */
public record RunningRequest(CompletableFuture<AcknowledgeType> result, Thread thread) {}
