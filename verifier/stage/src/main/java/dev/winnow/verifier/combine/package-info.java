/** The checks {@code any_of}, {@code all_of} and {@code not}, which combine other checks. */
@NullMarked
package dev.winnow.verifier.combine;

import org.jspecify.annotations.NullMarked;
