/** The check {@code majority}: the answer on which most candidates agree is the reference. */
@NullMarked
package dev.winnow.verifier.majority;

import org.jspecify.annotations.NullMarked;
