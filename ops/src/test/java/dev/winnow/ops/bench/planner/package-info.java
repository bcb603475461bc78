@NullMarked
package dev.winnow.ops.bench.planner;

import org.jspecify.annotations.NullMarked;
