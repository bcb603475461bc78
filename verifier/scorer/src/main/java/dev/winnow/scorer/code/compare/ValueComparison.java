package dev.winnow.scorer.code.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a value that a function returned is the one that is wanted. Both are data: nothing that
 * the program defined takes part. Numbers are compared by value, as Python does; a tuple equals a
 * list, since JSON has no tuples; keys of dicts are compared as text; a truth value equals only
 * itself.
 *
 * @param tolerance how far floats may be apart, relative above 1; 0 for equal ones
 */
public record ValueComparison(double tolerance) {
  private static final Set<String> SEQUENCES = Set.of("l", "t");
  private static final int HEXADECIMAL = 16;
  private static final int MAX_DIGITS = 100_000;

  /**
   * Compares.
   *
   * @param wanted JSON
   * @param answer in the form of {@link TypedJson}, from a program that may have written anything
   */
  public boolean holds(JsonNode wanted, JsonNode answer) {
    if (wanted.isNumber()) {
      return number(answer).filter(number -> isSame(wanted, number)).isPresent();
    }
    if (wanted.isArray()) {
      return SEQUENCES.contains(tag(answer)) && sequence(wanted, answer);
    }
    if (wanted.isObject()) {
      return tag(answer).equals("d") && dict(wanted, answer);
    }
    return !answer.isContainerNode() && wanted.equals(answer);
  }

  private boolean sequence(JsonNode wanted, JsonNode answer) {
    if (answer.size() != wanted.size() + 1) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!holds(wanted.get(i), answer.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean dict(JsonNode wanted, JsonNode answer) {
    if (answer.size() != wanted.size() + 1) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < answer.size(); i++) {
      JsonNode entry = answer.get(i);
      Optional<String> key = key(entry.path(0));
      if (key.isEmpty()
          || !seen.add(key.get())
          || !wanted.has(key.get())
          || !holds(wanted.get(key.get()), entry.path(1))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> key(JsonNode key) {
    if (key.isTextual()) {
      return Optional.of(key.textValue());
    }
    if (key.isBoolean() || key.isNull()) {
      return Optional.of(key.asText());
    }
    return number(key).map(Answered::text);
  }

  private static String tag(JsonNode value) {
    return value.isArray() ? value.path(0).asText("") : "";
  }

  /** A number that a program wrote. */
  private sealed interface Answered {
    String text();
  }

  private record Whole(BigInteger value) implements Answered {
    @Override
    public String text() {
      return value.toString();
    }
  }

  private record Real(double value) implements Answered {
    @Override
    public String text() {
      return String.valueOf(value);
    }
  }

  private static Optional<Answered> number(JsonNode answer) {
    String text = answer.path(1).asText("");
    if (answer.size() != 2 || text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return switch (tag(answer)) {
        case "i" -> Optional.of(new Whole(new BigInteger(text, HEXADECIMAL)));
        case "f" -> Optional.of(new Real(real(text)));
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static double real(String python) {
    return switch (python) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(python);
    };
  }

  private boolean isSame(JsonNode wanted, Answered answer) {
    if (answer instanceof Whole whole && wanted.isIntegralNumber()) {
      return whole.value().equals(wanted.bigIntegerValue());
    }
    double one = wanted.doubleValue();
    double other =
        answer instanceof Real real ? real.value() : ((Whole) answer).value().doubleValue();
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) && Double.isNaN(other);
    }
    if (Double.isInfinite(one) || Double.isInfinite(other)) {
      return one == other && wanted.isFloatingPointNumber() && answer instanceof Real;
    }
    return isExactly(wanted, answer)
        || (tolerance > 0 && Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one)));
  }

  /**
   * Returns whether both are exactly equal: like Python, this compares an integer with a float
   * without rounding the integer.
   */
  private static boolean isExactly(JsonNode wanted, Answered answer) {
    BigDecimal left =
        wanted.isIntegralNumber()
            ? new BigDecimal(wanted.bigIntegerValue())
            : new BigDecimal(wanted.doubleValue());
    BigDecimal right =
        answer instanceof Real real
            ? new BigDecimal(real.value())
            : new BigDecimal(((Whole) answer).value());
    return left.compareTo(right) == 0;
  }

  /**
   * Returns whether the value is wanted alone, or as the only item of a list, as APPS writes it.
   */
  public boolean holdsAlone(JsonNode wanted, JsonNode answer) {
    return holds(wanted, answer)
        || (wanted.isArray() && wanted.size() == 1 && holds(wanted.get(0), answer));
  }
}
