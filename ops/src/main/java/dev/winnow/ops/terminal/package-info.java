/** Output for terminals, and its replacement for files and pipes. */
@NullMarked
package dev.winnow.ops.terminal;

import org.jspecify.annotations.NullMarked;
