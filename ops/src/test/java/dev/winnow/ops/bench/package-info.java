@NullMarked
package dev.winnow.ops.bench;

import org.jspecify.annotations.NullMarked;
