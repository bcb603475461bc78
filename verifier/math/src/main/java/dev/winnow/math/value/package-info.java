/**
 * Four arithmetics over one evaluator: exact rationals, a prime field, error-bounded doubles and
 * fifty-digit decimals.
 */
@NullMarked
package dev.winnow.math.value;

import org.jspecify.annotations.NullMarked;
