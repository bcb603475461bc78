/** The scorer worker: takes requests from its pool, gathers them, and publishes scores. */
@NullMarked
package dev.winnow.scorer.stage;

import org.jspecify.annotations.NullMarked;
