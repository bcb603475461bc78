@NullMarked
package dev.winnow.ops.soak;

import org.jspecify.annotations.NullMarked;
