/** Computes from a fleet of GPUs what the rest of the service needs. Pure functions, no Kafka. */
@NullMarked
package dev.winnow.ops.size;

import org.jspecify.annotations.NullMarked;
