/** What the stream is doing now, and what holds it up, read from Kafka alone. */
@NullMarked
package dev.winnow.ops.status;

import org.jspecify.annotations.NullMarked;
