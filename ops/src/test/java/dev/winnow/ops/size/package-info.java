@NullMarked
package dev.winnow.ops.size;

import org.jspecify.annotations.NullMarked;
