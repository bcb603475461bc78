/** Checks of what kind of text an answer is: refusals, and rules of quality. */
@NullMarked
package dev.winnow.verifier.text;

import org.jspecify.annotations.NullMarked;
