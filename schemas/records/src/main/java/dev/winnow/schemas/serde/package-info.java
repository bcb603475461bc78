/** Avro in the Confluent framing, and the client of the Confluent-compatible schema registry. */
@NullMarked
package dev.winnow.schemas.serde;

import org.jspecify.annotations.NullMarked;
