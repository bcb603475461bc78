package dev.winnow.math.extract;

/**
 * Detects whether the words directly before a value make it part of another value ("half of 4"), a
 * label ("Step 4") or an exclusion ("other than 4"): the value alone is then not the answer.
 */
final class Neighbours {
  private static final int MAX_WORDS = 4;
  private static final int MAX_FRAGMENT = 60;

  /** Phrases that end directly before the value. */
  private static final Phrases BESIDE =
      Phrases.of(
          """
          twice, thrice, double, triple, quadruple, half, negative, minus, plus, times, versus, vs,
          over twice, hardly, scarcely, barely, except, excluding, besides, without, than, unlike,
          per, hardly be, differs from, differ from, differed from, different from, distinct from,
          apart from, aside from, far from, away from, distance from, rather than, other than,
          instead of, but not, everything but, anything but, all but, nothing but, except for,
          close to, next to, prior to, compared to, relative to, similar to, not equal, equal not,
          does not equal, doesn't equal, doesn\u2019t equal, never equals, cannot equal,
          can't equal, cannot possibly be, can't possibly be, could never be, can never be,
          could also be, might also be, may also be, can also be, could possibly be, not even,
          no longer, not exactly, not simply, not just, not only, not quite, not really,
          increase by, decrease by, divide by, multiply by, divided by, multiplied by, raised to,
          out of, short of, shy of, half of, third of, thirds of, quarter of, quarters of,
          fourth of, fourths of, fifth of, fifths of, sixth of, sixths of, seventh of, eighth of,
          eighths of, ninth of, tenth of, tenths of, hundredth of, hundredths of, root of, roots of,
          square of, squares of, cube of, cubes of, factorial of, factor of, factors of,
          multiple of, multiples of, divisor of, divisors of, power of, powers of, log of,
          logarithm of, exponential of, exponent of, reciprocal of, inverse of, negative of,
          opposite of, complement of, percent of, percentage of, fraction of, portion of, part of,
          sine of, cosine of, tangent of, absolute value of, magnitude of, floor of, ceiling of,
          double of, triple of, digits of, digit of, conjugate of, derivative of, negation of,
          version, step, steps, question, problem, exercise, case, cases, figure, fig, fig., page,
          pages, chapter, section, part, item, equation, eq, eq., row, column, line, lines, table,
          example, theorem, lemma, corollary, proposition, rule, phase, note, footnote, stage,
          appendix, paragraph, task, request, round, test, variant, method, approach, attempt,
          scenario, condition, property, constraint, statement, point, bullet, footnote, january,
          february, march, april, june, july, august, september, october, november, december, jan,
          feb, aug, sept, oct, nov, dec, no., nr., nr, level, grade, verse, article, room, floor,
          channel, apartment, flight, highway, route, bus, track, volume, vol., hint
          """);

  /** Words of which a short answer has at least one if its number is the answer. */
  private static final Phrases KNOWN =
      Phrases.of(
          """
          solutions, roots, answers, values, zeros, numbers, he, she, it, they, we, i, you, there, this, that, these, so, thus, hence, therefore, answer,
          total, sum, result, value, final, solution, is, are, was, were, equals, equal, get, gets,
          got, has, have, had, gives, makes, x, y, z, n, needs, need, left, remaining, exactly, just,
          product, difference, quotient, area, perimeter, volume, length, distance, number, cost,
          price, probability, average, mean, median, mode, only, all, r*, ans, then, must, overall
          """);

  private Neighbours() {}

  /**
   * Returns whether the words before the value, back to the start of its sentence, change its
   * meaning.
   */
  static boolean change(
      String text, int from, int sentence, int value, int to, boolean isAnnounced) {
    int end = afterLetters(text, sentence, value);
    int start = end;
    int words = 0;
    boolean known = false;
    while (start > sentence && words < MAX_WORDS) {
      start = wordStart(text, sentence, start);
      words++;
      if (endsAt(text, start, end)) {
        return true;
      }
      known |= start < end && KNOWN.end(text, start, end) >= 0;
      start = blanks(text, sentence, start);
    }
    boolean fragment =
        !isAnnounced && start <= sentence && words > 0 && words < MAX_WORDS && !known;
    return fragment && sentence == from && to - from <= MAX_FRAGMENT && isEnglish(text, from, end);
  }

  private static boolean endsAt(String text, int start, int end) {
    return start < end && BESIDE.contains(text, start, end);
  }

  /** Returns the end of the words before the value, without white space and opening signs. */
  private static int afterLetters(String text, int from, int value) {
    int end = value;
    while (end > from && " \n\t$*([\\{`\u00a0-\u2212+".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static int wordStart(String text, int from, int end) {
    int start = end;
    while (start > from && text.charAt(start - 1) > ' ') {
      start--;
    }
    return start;
  }

  private static int blanks(String text, int from, int end) {
    int at = end;
    while (at > from && text.charAt(at - 1) <= ' ') {
      at--;
    }
    return at;
  }

  /**
   * Returns whether there are only plain letters and blanks: other texts are not such fragments.
   */
  private static boolean isEnglish(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '-' && c != '\'' && !(Character.isLetter(c) && c < 128)) {
        return false;
      }
    }
    return end > from;
  }
}
