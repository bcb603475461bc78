/** What a terminal is shown, and what a file or a pipe gets instead. */
@NullMarked
package dev.winnow.ops.terminal;

import org.jspecify.annotations.NullMarked;
