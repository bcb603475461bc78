/** Generated grade-school word problems of graded difficulty, with worked solutions. */
@NullMarked
package dev.winnow.training.problem;

import org.jspecify.annotations.NullMarked;
