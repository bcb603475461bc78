package dev.winnow.producers.recipe;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML or JSON document that knows where it stands. */
sealed interface Located {
  /** Line and column, counted from 1. */
  record Place(int line, int column) {}

  Place place();

  record Text(Place place, String value) implements Located {}

  /** A number, as it is written. */
  record Numeral(Place place, String value) implements Located {
    /** Returns it without the underscores that YAML allows between digits. */
    String plain() {
      return value.replace("_", "");
    }

    /** Returns whether it is a whole number, which 4.0 and 1e3 are too, of any size. */
    boolean isWhole() {
      return exact().map(exact -> exact.stripTrailingZeros().scale() <= 0).orElse(false);
    }

    /** Returns it as a whole number; empty if it is none, or has more than 64 bits. */
    Optional<Long> whole() {
      try {
        // It refuses a large exponent before it writes the digits out.
        return exact().map(BigDecimal::longValueExact);
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }

    private Optional<BigDecimal> exact() {
      try {
        return Optional.of(new BigDecimal(plain()));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  record Flag(Place place, boolean value) implements Located {}

  record Nothing(Place place) implements Located {}

  record Items(Place place, List<Located> values) implements Located {}

  record Fields(Place place, Map<String, Located> values) implements Located {}

  /** Returns the kind of this value, in words for an error. */
  default String kind() {
    return switch (this) {
      case Text text -> "text";
      case Numeral numeral -> "a number";
      case Flag flag -> "a boolean";
      case Nothing nothing -> "nothing";
      case Items items -> "a list";
      case Fields fields -> "an object";
    };
  }
}
