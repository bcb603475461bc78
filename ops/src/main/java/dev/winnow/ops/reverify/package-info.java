/** Judges stored candidates again, without sampling. */
@NullMarked
package dev.winnow.ops.reverify;

import org.jspecify.annotations.NullMarked;
