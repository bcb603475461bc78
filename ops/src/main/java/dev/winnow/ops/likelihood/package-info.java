/** Measures by likelihood, without sampling. */
@NullMarked
package dev.winnow.ops.likelihood;

import org.jspecify.annotations.NullMarked;
