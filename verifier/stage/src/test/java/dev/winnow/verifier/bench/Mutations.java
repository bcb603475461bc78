package dev.winnow.verifier.bench;

import java.util.Random;

/** Mutates texts with fragments that parsers stumble over; the same seed gives the same texts. */
public final class Mutations {
  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "|",
    "^",
    "_",
    "!",
    "\\frac",
    "\\sqrt",
    "\\boxed{",
    "$",
    "9",
    "0",
    ".",
    ",",
    "-",
    "+",
    "/",
    "=",
    "<",
    ">",
    "%",
    "\\text{",
    "\\begin{pmatrix}",
    "\\\\",
    "&",
    "\\pm",
    "e",
    "i",
    "x",
    "!!",
    "^{9",
    "\\int",
    "\\sum_{i=1}^{",
    "\\infty",
    "\\binom",
    "#",
    "**",
    "answer is ",
    "or",
    "\u00bd",
    "\u4e2d",
    "\u221a"
  };
  private static final int MAX_CHANGES = 4;
  private static final int MAX_REPEATS = 8;

  private final Random random;

  public Mutations(long seed) {
    this.random = new Random(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public String mutated(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      change(out, random.nextInt(out.length() + 1));
    }
    return out.toString();
  }

  private void change(StringBuilder out, int at) {
    switch (random.nextInt(4)) {
      case 0 -> out.insert(at, fragment());
      case 1 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(3)));
      case 2 -> out.insert(at, fragment().repeat(1 + random.nextInt(MAX_REPEATS)));
      default -> duplicate(out, at);
    }
  }

  private void duplicate(StringBuilder out, int at) {
    int from = random.nextInt(out.length() + 1);
    out.insert(at, out.substring(from, Math.min(out.length(), from + random.nextInt(12))));
  }

  private String fragment() {
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }
}
