/** The benchmarks. */
@NullMarked
package dev.winnow.ops.cli.bench;

import org.jspecify.annotations.NullMarked;
