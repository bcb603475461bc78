/** The demo: runs prompts to datasets, and reports the result. */
@NullMarked
package dev.winnow.ops.demo;

import org.jspecify.annotations.NullMarked;
