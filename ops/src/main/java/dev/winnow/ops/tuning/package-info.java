/** Reads datasets for the training of models. */
@NullMarked
package dev.winnow.ops.tuning;

import org.jspecify.annotations.NullMarked;
