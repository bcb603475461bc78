/** What describes a dataset: manifest, stats, card. */
@NullMarked
package dev.winnow.sink.describe;

import org.jspecify.annotations.NullMarked;
