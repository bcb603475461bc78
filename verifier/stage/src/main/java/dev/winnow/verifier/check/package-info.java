/** The checks that a recipe can name. Each is pure, never throws for bad text, and is bounded. */
@NullMarked
package dev.winnow.verifier.check;

import org.jspecify.annotations.NullMarked;
