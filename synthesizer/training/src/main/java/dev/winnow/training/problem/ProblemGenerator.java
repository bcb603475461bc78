package dev.winnow.training.problem;

import java.util.List;
import java.util.SplittableRandom;

/** An endless stream of problems of one split, determined by the seed. Not thread-safe. */
public final class ProblemGenerator {
  private static final List<String> NAMES =
      List.of(
          "Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivan", "Jo", "Kim", "Leo",
          "Mia", "Nora", "Omar", "Pia", "Rosa", "Sam", "Tom", "Uma");
  private static final List<String> THINGS =
      List.of(
          "apples",
          "books",
          "coins",
          "eggs",
          "marbles",
          "pens",
          "shells",
          "stamps",
          "stickers",
          "tickets");
  private static final List<String> HOLDERS =
      List.of("bags", "boxes", "baskets", "jars", "shelves");

  private final Split split;
  private final Reach reach;
  private final SplittableRandom random;

  /** Creates a stream of problems with numbers as large as those of the training. */
  public ProblemGenerator(Split split, long seed) {
    this(split, Reach.WITHIN, seed);
  }

  public ProblemGenerator(Split split, Reach reach, long seed) {
    this.split = split;
    this.reach = reach;
    this.random = new SplittableRandom(seed);
  }

  /** Returns the next problem of this family. */
  public Problem next(Family family) {
    while (true) {
      Problem problem = any(family);
      if (Split.of(problem.question()) == split) {
        return problem;
      }
    }
  }

  private Problem any(Family family) {
    return switch (family) {
      case ADD -> add();
      case ADD_SUBTRACT -> addSubtract();
      case TIMES -> times();
      case SHOP -> shop();
      case CHAIN -> chain();
      case BIG_TIMES -> bigTimes();
    };
  }

  private Problem add() {
    int a = operand(2, 20);
    int b = operand(2, 20);
    String thing = pick(THINGS);
    String question =
        "%s has %d %s and finds %d more. How many %s are there now?"
            .formatted(pick(NAMES), a, thing, b, thing);
    return new Steps().plus(a, b).problem(Family.ADD, question);
  }

  private Problem addSubtract() {
    int a = operand(10, 99);
    int b = operand(10, 99);
    int c = between(10, a + b - 1);
    String thing = pick(THINGS);
    String question =
        "%s has %d %s, gets %d more and gives away %d. How many %s are left?"
            .formatted(pick(NAMES), a, thing, b, c, thing);
    return new Steps().plus(a, b).minus(a + b, c).problem(Family.ADD_SUBTRACT, question);
  }

  private Problem times() {
    int a = operand(2, 12);
    int b = operand(2, 12);
    int c = operand(2, 50);
    String thing = pick(THINGS);
    String question =
        "%s has %d %s with %d %s each, and %d %s besides. How many %s is that?"
            .formatted(pick(NAMES), a, pick(HOLDERS), b, thing, c, thing, thing);
    return new Steps().times(a, b).plus(a * b, c).problem(Family.TIMES, question);
  }

  private Problem shop() {
    int a = operand(2, 9);
    int b = operand(3, 15);
    int c = operand(2, 9);
    int d = operand(3, 15);
    int spent = a * b + c * d;
    int paid = spent + between(1, 99);
    String question =
        "%s buys %d %s at %d dollars each and %d %s at %d dollars each, and pays with %d dollars. How much change is due?"
            .formatted(pick(NAMES), a, pick(THINGS), b, c, pick(THINGS), d, paid);
    return new Steps()
        .times(a, b)
        .times(c, d)
        .plus(a * b, c * d)
        .minus(paid, spent)
        .problem(Family.SHOP, question);
  }

  private Problem chain() {
    int start = operand(200, 999);
    int in = operand(100, 999);
    int out = between(100, start + in - 50);
    int more = operand(100, 999);
    int last = between(100, start + in - out + more - 1);
    String question =
        "A store of %d %s gets %d, sells %d, gets %d and sells %d. How many are left?"
            .formatted(start, pick(THINGS), in, out, more, last);
    return new Steps()
        .plus(start, in)
        .minus(start + in, out)
        .plus(start + in - out, more)
        .minus(start + in - out + more, last)
        .problem(Family.CHAIN, question);
  }

  private Problem bigTimes() {
    int a = operand(12, 99);
    int b = operand(12, 99);
    String thing = pick(THINGS);
    String question =
        "There are %d %s with %d %s each. How many %s are there in all?"
            .formatted(a, pick(HOLDERS), b, thing, thing);
    return new Steps().times(a, b).problem(Family.BIG_TIMES, question);
  }

  /** Returns a number of the question that does not depend on the others. */
  private int operand(int least, int most) {
    return between(reach.least(least, most), reach.most(most));
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** Worked steps, one per line. */
  private static final class Steps {
    private final StringBuilder lines = new StringBuilder();
    private long result;

    Steps plus(long a, long b) {
      return step(a, '+', b, a + b);
    }

    Steps minus(long a, long b) {
      return step(a, '-', b, a - b);
    }

    Steps times(long a, long b) {
      return step(a, '*', b, a * b);
    }

    private Steps step(long a, char sign, long b, long value) {
      lines
          .append(a)
          .append(' ')
          .append(sign)
          .append(' ')
          .append(b)
          .append(" = ")
          .append(value)
          .append('\n');
      result = value;
      return this;
    }

    Problem problem(Family family, String question) {
      return new Problem(family, question, lines + "#### " + result, result);
    }
  }
}
