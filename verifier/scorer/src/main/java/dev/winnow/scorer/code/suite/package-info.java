/** The tests of a prompt, in whatever layout a dataset has them, in one form. Pure. */
@NullMarked
package dev.winnow.scorer.code.suite;

import org.jspecify.annotations.NullMarked;
