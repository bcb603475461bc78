@NullMarked
package dev.winnow.ops.reverify;

import org.jspecify.annotations.NullMarked;
