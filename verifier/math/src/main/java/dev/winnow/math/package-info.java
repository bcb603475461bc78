/**
 * Mathematical verification: {@link dev.winnow.math.MathVerifier} finds the final answer of a
 * response and decides whether it equals the reference. Depends on nothing but the JDK.
 *
 * <p>How an answer is found is the table in {@link dev.winnow.math.extract.Form}; how values are
 * compared, and with what probability of error, is in {@link dev.winnow.math.value.Values}: exact
 * where both sides are rational, otherwise wrong with a chance below 2<sup>-50</sup> (prime field)
 * or 10<sup>-20</sup> (fifty digits). All work is counted by {@link
 * dev.winnow.math.expr.WorkBudget}, so that a bound is the same on every machine.
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
 *                                       dimension; else they must agree; 90 degrees is pi/2 and 90;
 *                                       money of different countries, and money and percent, differ
 * rounded decimals                      different, unless the policy accepts rounding to the places of
 *                                       the reference; a decimal of ten or more digits may stand for
 *                                       the irrational or repeating number it rounds
 * unreduced fractions, 57600/2          equal: form is not graded
 * 1,234 / 1{,}234 / 1 234               thousands in groups of three; "32, 349" is a list
 * 2.520 for 2520                        different: a point is a decimal point
 * 1000,99 for 1000.99                   equal: a comma is decimal only where the reference has decimals
 * 70,110                                thousands or a list, whichever makes the sides equal
 * 204_5 against 204 and 54              undecided and different: a base is part of the answer
 * letter case and articles of words     case does not count; words are never read as products of letters
 * yes / true, no / false                the same
 * "no solution" and the empty set       the same; so are "all real numbers" and the real line
 * sqrt(x^2) against x                   different, since x may be negative; ln x^2 equals 2 ln x where
 *                                       both are real
 * cube roots of negative numbers        real
 * log without a base                    decimal, or natural where the other side writes ln
 * several boxes far apart               the last one
 * several boxes in one closing sentence read as a list; else {@code MathPolicy.Several} decides
 * words after a value                   magnitudes multiply it, known units and names of countable
 *                                       things are read; any other word makes the answer unreadable
 * "at least 4", "4 or less", "not 4"    relations; a value that satisfies one is undecided, a value
 *                                       that breaks it is different
 * "between 3 and 5"                     a range; its ends are undecided against an interval
 * "about 4", "probably 4"               unreadable
 * an answer that is taken back          no answer, unless another is announced after it
 * 3:05, 03:05, 1:05:30, 3 pm, noon      times: never reduced; 3 pm is 15:00, and 3:00 against 15:00
 *                                       or 3 pm is undecided; so is 12 against 12:00
 * 2024-01-02, 555-1234, AB-12           codes, compared part by part, never computed; code against
 *                                       number undecided
 * x > 1 and x < 3, x < 1 or x > 3       both hold, one of them holds; a comma leaves that open
 * IV against VI, AB against BA,         undecided: the order of capital letters may matter
 *   "A, B, C" against "C, B, A"
 * x ~ 2 for 2                           undecided; a decimal may be approximated
 * |x| = 4, y' = 4, ln x = 4 for 4       undecided: something else is stated
 * "half of 4", "Step 4", "July 4"       no answer: the number is a part of another, or a label
 * "it is false that", "suppose",        no answer, in nine languages; a later claim of its own
 *   "I don't know", "is it 4?"          ("so", "therefore") counts
 * "x is 5 and y is 4"                   no answer; "the solutions are 1 and 2" is a list
 * $3M, seven apples, three quarters     3,000,000, 7 and 3/4
 * "Yes, it is."                         yes; "yes, unless ..." is undecided
 * 10:15 against 2:3                     a ratio where the reference is one; 12:30 is never 6:15
 * 4:0 against 2:0                       different
 * \lim ... = 3, \int ... = 3            3; a finite sum or product is computed and must agree
 * 12 + 30 = 42%                         42%; a calculation that does not hold states nothing
 * e = 5, i = 5, \pi = 5                 the letter is a name there
 * tuples listed twice                   once; numbers listed twice stay two
 * x=1, y=2 or x=3, y=4                  the tuples (1,2), (3,4) in the order of the names
 * a:b = 2:3 against a/b = 2/3, 3a = 2b  equal
 * 1,234 against 1.234                   undecided
 * 1.234,56 for 1234.56                  equal, by the same rule as 1000,99
 * a reference "3/4 or 0.75", "7 (seven)" each form of one value; of several values undecided
 * 42 with CJK units, numerals           read like their English names
 * answer inside reasoning tags          does not count
 * a response of a few words against     no answer: it may be a refusal, and is not known to be wrong
 *   a number or a formula
 * formula over several lines            counts like one on one line
 * </pre>
 */
@NullMarked
package dev.winnow.math;

import org.jspecify.annotations.NullMarked;
