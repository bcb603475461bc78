@NullMarked
package dev.winnow.ops.console;

import org.jspecify.annotations.NullMarked;
