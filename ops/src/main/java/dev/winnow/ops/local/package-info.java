/** Everything in one process: a real broker, a registry endpoint, and every stage. */
@NullMarked
package dev.winnow.ops.local;

import org.jspecify.annotations.NullMarked;
