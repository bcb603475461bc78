/** The verification that a recipe declares: its checks, scorers and expressions, compiled. */
@NullMarked
package dev.winnow.verifier.recipe;

import org.jspecify.annotations.NullMarked;
