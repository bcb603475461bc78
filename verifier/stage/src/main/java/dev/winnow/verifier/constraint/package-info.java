/** The check {@code constraints}: whether a response follows instructions that can be verified. */
@NullMarked
package dev.winnow.verifier.constraint;

import org.jspecify.annotations.NullMarked;
