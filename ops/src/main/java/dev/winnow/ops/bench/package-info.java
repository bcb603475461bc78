/** Measures the pipeline beside what its broker can do. */
@NullMarked
package dev.winnow.ops.bench;

import org.jspecify.annotations.NullMarked;
