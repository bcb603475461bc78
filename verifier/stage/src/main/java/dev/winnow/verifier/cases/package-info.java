/**
 * Scores the verifier's checks against files of labelled cases: the core of {@code ops/winnow
 * check}.
 */
@NullMarked
package dev.winnow.verifier.cases;

import org.jspecify.annotations.NullMarked;
