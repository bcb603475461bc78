package dev.winnow.producers.recipe;

/**
 * One thing that is wrong with a recipe file.
 *
 * @param line where, counted from 1; for a missing field, of the object that lacks it
 * @param column where in the line, counted from 1
 * @param field path of the field, such as {@code sampling.top_p}; empty for the file as a whole
 * @param message what is wrong and how to mend it
 */
public record RecipeProblem(int line, int column, String field, String message) {
  @Override
  public String toString() {
    String where = "%d:%d: ".formatted(line, column);
    return field.isEmpty() ? where + message : where + field + ": " + message;
  }
}
