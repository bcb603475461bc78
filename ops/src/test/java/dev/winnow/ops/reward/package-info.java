@NullMarked
package dev.winnow.ops.reward;

import org.jspecify.annotations.NullMarked;
