/** What the commands show while they work. */
@NullMarked
package dev.winnow.ops.terminal;

import org.jspecify.annotations.NullMarked;
