/** Judges: models that are asked in words, and whose replies are read as numbers. */
@NullMarked
package dev.winnow.scorer.judge;

import org.jspecify.annotations.NullMarked;
