package dev.winnow.sink.kind;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names of recipes that can name a directory. */
final class RecipeNames {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private RecipeNames() {}

  /** Returns why this cannot name a directory; empty when it can. */
  static Optional<String> problem(String recipe) {
    return LEGAL.matcher(recipe).matches()
        ? Optional.empty()
        : Optional.of("recipe: not a legal name, so it cannot name a directory");
  }
}
