/** The kinds of datasets: which topic gives which rows. */
@NullMarked
package dev.winnow.sink.kind;

import org.jspecify.annotations.NullMarked;
