/** Exactly-once datasets from the sample topics. */
@NullMarked
package dev.winnow.sink;

import org.jspecify.annotations.NullMarked;
