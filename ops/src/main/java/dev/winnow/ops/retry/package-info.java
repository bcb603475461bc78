/** Reopens prompts that could not be sampled. */
@NullMarked
package dev.winnow.ops.retry;

import org.jspecify.annotations.NullMarked;
