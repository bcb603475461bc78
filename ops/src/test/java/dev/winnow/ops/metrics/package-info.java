@NullMarked
package dev.winnow.ops.metrics;

import org.jspecify.annotations.NullMarked;
