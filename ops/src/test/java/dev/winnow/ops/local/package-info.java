@NullMarked
package dev.winnow.ops.local;

import org.jspecify.annotations.NullMarked;
