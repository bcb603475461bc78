/** The durable commit log of a datasets directory and the lock on it. */
@NullMarked
package dev.winnow.sink.commit;

import org.jspecify.annotations.NullMarked;
