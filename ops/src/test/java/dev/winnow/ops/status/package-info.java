@NullMarked
package dev.winnow.ops.status;

import org.jspecify.annotations.NullMarked;
