/** Finds prompts that benchmarks contain, or that were published before in other words. */
@NullMarked
package dev.winnow.producers.screen;

import org.jspecify.annotations.NullMarked;
