/** Watches a run from prompts to datasets, and tells what came of it. */
@NullMarked
package dev.winnow.ops.demo;

import org.jspecify.annotations.NullMarked;
