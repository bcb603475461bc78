package dev.winnow.training.problem;

/**
 * A word problem.
 *
 * @param family what kind it is, and so how hard
 * @param question the text of the problem
 * @param solution worked steps, one a line, and a last line {@code #### answer}
 * @param answer the right answer
 */
public record Problem(Family family, String question, String solution, long answer) {}
