package dev.winnow.producers.recipe;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.recipe.Located.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one recipe file, up to a bound. */
final class Problems {
  private static final int MAX = 50;

  private final List<RecipeProblem> found = new ArrayList<>();

  void add(Place place, String field, String message) {
    if (found.size() < MAX) {
      found.add(
          new RecipeProblem(
              place.line(), place.column(), Json.shorten(field), Json.shorten(message)));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns whether this field, or one inside it, has a problem already. */
  boolean concerns(String field) {
    return found.stream()
        .map(RecipeProblem::field)
        .anyMatch(known -> known.equals(field) || known.startsWith(field + "."));
  }

  /** Returns all problems, in the order of the file. */
  List<RecipeProblem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(RecipeProblem::line).thenComparing(RecipeProblem::column))
        .toList();
  }
}
