package dev.winnow.producers.recipe;

import java.util.List;
import java.util.Map;

/** A value of a YAML or JSON document that knows where it stands. */
sealed interface Located {
  /** Line and column, counted from 1. */
  record Place(int line, int column) {}

  Place place();

  record Text(Place place, String value) implements Located {}

  /** A number, as it is written. */
  record Numeral(Place place, String value) implements Located {}

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
