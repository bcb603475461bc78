/** Opens prompts again that have failed. */
@NullMarked
package dev.winnow.ops.retry;

import org.jspecify.annotations.NullMarked;
