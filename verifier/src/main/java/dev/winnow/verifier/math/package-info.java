/**
 * Mathematical verification: {@link dev.winnow.verifier.math.MathVerifier} finds the final answer
 * of a response and decides whether it equals the reference. Depends on nothing but the JDK.
 *
 * <p>How an answer is found is the table in {@link dev.winnow.verifier.math.extract.Form}; how
 * values are compared, and with what probability of error, is in {@link
 * dev.winnow.verifier.math.value.Values}: exact where both sides are rational, otherwise wrong with
 * a chance below 2<sup>-50</sup> (prime field) or 10<sup>-20</sup> (fifty digits). All work is
 * counted by {@link dev.winnow.verifier.math.expr.Budget}, so that a bound is the same on every
 * machine.
 *
 * <p>Where conventions differ, this is what a careful mathematician grading a student would say:
 *
 * <pre>
 * question                              decision
 * lists without brackets                any order; every element once, none missing or added
 * tuples, intervals, vectors            in order; (0,1] is not [0,1], (1,2) is not {1,2} or [1,2]
 * bare list against a tuple             in order; a row or column vector equals the tuple of its entries
 * x=1, y=2 against 1, 2                 in order of the names; named on both sides: by name
 * equation against a value              the value it states (x = 5 for 5); x + 3 = 2 states none
 * equations                             up to a factor other than 0; inequalities up to a positive one
 * inequality against an interval        the same set of reals, and -2 &lt;= x &lt;= 7 is x in [-2,7]
 * 50% against a number                  0.5 or 50 ({@code MathPolicy.Percent}); never 42 for 4200%
 * units                                 ignored where one side has none; converted within one
 *                                       dimension; else they must agree; 90 degrees is pi/2 and 90
 * rounded decimals                      different, unless the policy accepts rounding to the places of
 *                                       the reference; a decimal of ten or more digits may stand for
 *                                       the irrational or repeating number it rounds
 * unreduced fractions, 57600/2          equal: form is not graded
 * 1,234 / 1{,}234 / 1 234               thousands in groups of three; "32, 349" is a list
 * 2.520 for 2520                        different: a point is a decimal point
 * 1000,99 for 1000.99                   equal: a comma is decimal only where the reference has decimals
 * 70,110                                thousands or a list, whichever makes the sides equal
 * 204_5 against 204 and 54              equal and different: a base may be dropped, not converted
 * letter case and articles of words     case does not count; words are never read as products of letters
 * yes / true, no / false                the same
 * "no solution" and the empty set       the same; so are "all real numbers" and the real line
 * sqrt(x^2) against x                   different, since x may be negative; ln x^2 equals 2 ln x where
 *                                       both are real
 * cube roots of negative numbers        real
 * log without a base                    decimal, or natural where the other side writes ln
 * several boxes                         the last one; a closing run of boxes may be read as a list
 * answer inside reasoning tags          does not count
 * a response of a few words against     no answer: it may be a refusal, and is not known to be wrong
 *   a number or a formula
 * formula over several lines            counts like one on one line
 * </pre>
 */
@NullMarked
package dev.winnow.verifier.math;

import org.jspecify.annotations.NullMarked;
