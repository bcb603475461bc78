/** Rounds of sampling, training and measuring. */
@NullMarked
package dev.winnow.ops.loop;

import org.jspecify.annotations.NullMarked;
