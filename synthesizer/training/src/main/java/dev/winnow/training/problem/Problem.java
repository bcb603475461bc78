package dev.winnow.training.problem;

/**
 * A word problem.
 *
 * @param family kind of the problem, which determines its difficulty
 * @param question text of the problem
 * @param solution worked steps, one per line, and a last line {@code #### answer}
 * @param answer the correct answer
 */
public record Problem(Family family, String question, String solution, long answer) {}
