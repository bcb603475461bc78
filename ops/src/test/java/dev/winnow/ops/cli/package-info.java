@NullMarked
package dev.winnow.ops.cli;

import org.jspecify.annotations.NullMarked;
