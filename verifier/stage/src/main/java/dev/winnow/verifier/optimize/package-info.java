/** Linear and integer programs in answers: read, solved, and their optimum compared. */
@NullMarked
package dev.winnow.verifier.optimize;

import org.jspecify.annotations.NullMarked;
