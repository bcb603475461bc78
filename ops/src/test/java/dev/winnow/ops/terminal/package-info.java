@NullMarked
package dev.winnow.ops.terminal;

import org.jspecify.annotations.NullMarked;
