/** Judges candidates: a Kafka Streams topology around pure checks. */
@NullMarked
package dev.winnow.verifier;

import org.jspecify.annotations.NullMarked;
