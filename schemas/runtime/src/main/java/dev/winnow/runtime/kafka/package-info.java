/**
 * Connections to Kafka and the registry, the settings of every topic, and the guards of Streams
 * stages.
 */
@NullMarked
package dev.winnow.runtime.kafka;

import org.jspecify.annotations.NullMarked;
