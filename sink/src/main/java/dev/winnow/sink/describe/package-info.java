/** The descriptions of a dataset: manifest, statistics, card. */
@NullMarked
package dev.winnow.sink.describe;

import org.jspecify.annotations.NullMarked;
