@NullMarked
package dev.winnow.ops.export;

import org.jspecify.annotations.NullMarked;
