package dev.winnow.verifier.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a section of the LP format: numbers, names, signs and relations. */
final class LpTokens {
  private static final int MAX_TOKENS = 20_000;

  /** Possessive, so that no text is read twice. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*+(?:(?<number>(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][-+]?+\\d++)?+)"
              + "|(?<name>[A-Za-z_!#$%&(,;?@'{}~][A-Za-z0-9_!#$%&(),.;?@'{}~\\[\\]]*+)"
              + "|(?<relation>[<>]=?+|=[<>]?+|\u2264|\u2265)|(?<sign>[-+*:]))");

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private record Token(String kind, String text) {}

  LpTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    String rest = text.stripTrailing();
    int at = 0;
    while (at < rest.length()) {
      matcher.region(at, rest.length());
      if (!matcher.lookingAt()) {
        throw new BadProgramException("cannot read '%s'".formatted(begin(rest.substring(at))));
      }
      if (tokens.size() == MAX_TOKENS) {
        throw new BadProgramException("more than %d tokens".formatted(MAX_TOKENS));
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
  }

  private static Token token(Matcher matcher) {
    for (String kind : List.of("number", "name", "relation", "sign")) {
      if (matcher.group(kind) != null) {
        return new Token(kind, matcher.group(kind));
      }
    }
    throw new IllegalStateException("a match without a token");
  }

  private static String begin(String text) {
    return text.strip().substring(0, Math.min(text.strip().length(), 20));
  }

  /** The sum of factors times variables, and a number. */
  record Sum(Map<String, Double> terms, double constant) {}

  boolean hasNext() {
    return next < tokens.size();
  }

  /** Skips the name of a row. */
  void skipLabel() {
    if (next + 1 < tokens.size()
        && tokens.get(next).kind().equals("name")
        && tokens.get(next + 1).text().equals(":")) {
      next += 2;
    }
  }

  Optional<String> name() {
    return is("name") ? Optional.of(take()) : Optional.empty();
  }

  Optional<LinearProgram.Relation> relation() {
    if (!is("relation")) {
      return Optional.empty();
    }
    String text = take();
    if (text.contains("<") || text.equals("\u2264")) {
      return Optional.of(LinearProgram.Relation.AT_MOST);
    }
    return Optional.of(
        text.contains(">") || text.equals("\u2265")
            ? LinearProgram.Relation.AT_LEAST
            : LinearProgram.Relation.EQUAL);
  }

  /** Reads a number with its signs, or a word for infinity; empty where there is none. */
  Optional<Double> number() {
    int before = next;
    double sign = sign();
    if (is("number")) {
      return Optional.of(sign * Double.parseDouble(take()));
    }
    if (is("name") && tokens.get(next).text().toLowerCase(Locale.ROOT).matches("inf(inity)?")) {
      next++;
      return Optional.of(sign * Double.POSITIVE_INFINITY);
    }
    next = before;
    return Optional.empty();
  }

  /** Reads terms up to a relation or the end. */
  Sum sum() {
    Map<String, Double> terms = new LinkedHashMap<>();
    double constant = 0;
    while (hasNext() && !is("relation")) {
      double factor = sign();
      boolean isNumber = is("number");
      if (isNumber) {
        factor *= Double.parseDouble(take());
        skip("*");
      }
      if (is("name")) {
        terms.merge(take(), factor, Double::sum);
      } else if (isNumber) {
        constant += factor;
      } else {
        throw new BadProgramException("a term has neither a number nor a variable");
      }
    }
    return new Sum(terms, constant);
  }

  private double sign() {
    double sign = 1;
    while (hasNext()
        && (tokens.get(next).text().equals("-") || tokens.get(next).text().equals("+"))) {
      sign = take().equals("-") ? -sign : sign;
    }
    return sign;
  }

  private void skip(String sign) {
    if (hasNext() && tokens.get(next).text().equals(sign)) {
      next++;
    }
  }

  private boolean is(String kind) {
    return hasNext() && tokens.get(next).kind().equals(kind);
  }

  private String take() {
    return tokens.get(next++).text();
  }
}
