/** Generated grade-school word problems of graded difficulty, with worked solutions. */
@NullMarked
package dev.winnow.synthesizer.train.problem;

import org.jspecify.annotations.NullMarked;
