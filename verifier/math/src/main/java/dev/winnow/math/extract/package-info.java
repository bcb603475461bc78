/** Finds the final answer in a response. */
@NullMarked
package dev.winnow.math.extract;

import org.jspecify.annotations.NullMarked;
