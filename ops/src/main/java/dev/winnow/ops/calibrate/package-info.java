/** Thresholds of scores, with what can be promised of them. */
@NullMarked
package dev.winnow.ops.calibrate;

import org.jspecify.annotations.NullMarked;
