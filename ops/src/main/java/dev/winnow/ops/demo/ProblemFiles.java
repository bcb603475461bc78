package dev.winnow.ops.demo;

import dev.winnow.schemas.Recipe;
import dev.winnow.training.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo's prompt files. A recipe without checks gets the prompts without their answers, so that
 * nothing in the stream can use one.
 *
 * @param withReferences file of the prompts with their answers
 * @param withoutReferences file of the same prompts without; written only if a recipe needs it
 */
record ProblemFiles(Path withReferences, Path withoutReferences) {
  /** Writes the files that these recipes need, and the one with the answers in any case. */
  static ProblemFiles write(Path directory, List<Problem> problems, List<Recipe> recipes)
      throws IOException {
    ProblemFiles files =
        new ProblemFiles(
            directory.resolve("prompts.jsonl"),
            directory.resolve("prompts-without-references.jsonl"));
    ProblemFile.write(files.withReferences(), problems, true);
    if (recipes.stream().anyMatch(ProblemFiles::isWithoutChecks)) {
      ProblemFile.write(files.withoutReferences(), problems, false);
    }
    return files;
  }

  /** Returns the file to publish under this recipe. */
  Path of(Recipe recipe) {
    return isWithoutChecks(recipe) ? withoutReferences : withReferences;
  }

  /** Returns whether only scores decide. */
  static boolean isWithoutChecks(Recipe recipe) {
    return recipe.getVerification().getChecks().isEmpty();
  }
}
