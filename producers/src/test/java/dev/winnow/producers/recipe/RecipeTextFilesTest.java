package dev.winnow.producers.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.testing.TestVerification;
import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of a scorer that are in files of their own. */
class RecipeTextFilesTest {
  private static final String RECIPE =
      """
      name: scored
      verify:
        scorers:
          - {name: rm, type: reward, pool: rm, %s}
      allocation: {strategy: fixed, candidates: 4}
      """;

  @TempDir private Path outside;
  private Path directory;

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectories(outside.resolve("recipes"));
  }

  @Test
  void textFilesAreReadRelativeToTheRecipesFile() throws IOException {
    Files.createDirectories(directory.resolve("texts"));
    Files.writeString(directory.resolve("texts/note.txt"), "Rate it.\nBe strict.\n\n");

    Recipe recipe = read("note_file: texts/note.txt");

    assertThat(recipe.getVerification().getScorers().getFirst().getOptions())
        .containsEntry("note", "Rate it.\nBe strict.")
        .doesNotContainKey("note_file");
  }

  @Test
  void anotherTextMakesAnotherVersion() throws IOException {
    Path note = Files.writeString(directory.resolve("note.txt"), "one");
    String before = read("note_file: note.txt").getVersion();
    Files.writeString(note, "two");

    assertThat(read("note_file: note.txt").getVersion()).isNotEqualTo(before);
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithLineAndField() throws IOException {
    Files.writeString(directory.resolve("empty.txt"), " \n");
    Files.write(directory.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9});
    Files.writeString(directory.resolve("large.txt"), "x".repeat(RecipeTextFiles.MAX_BYTES + 1));

    assertRefused("note_file: gone.txt", "there is no file");
    assertRefused("note_file: empty.txt", "is empty");
    assertRefused("note_file: latin.txt", "is not UTF-8");
    assertRefused("note_file: large.txt", "is larger than 65536 bytes");
    assertRefused("note_file: .", "is a directory");
  }

  @Test
  void aFileOutsideTheRecipesDirectoryIsRefused() throws IOException {
    Path secret = Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(directory.resolve("link.txt"), secret);

    assertRefused("note_file: ../secret.txt", "is not below the recipe's directory");
    assertRefused("note_file: link.txt", "is not below the recipe's directory");
    assertRefused("note_file: " + secret, "is not below the recipe's directory");
  }

  @Test
  void anOptionWithBothATextAndAFileIsRefused() throws IOException {
    Files.writeString(directory.resolve("note.txt"), "one");

    assertRefused("note: one, note_file: note.txt", "give 'note' or 'note_file', not both");
  }

  @Test
  void aRecipeThatIsInNoFileCannotNameAFile() {
    byte[] bytes = RECIPE.formatted("note_file: /etc/hostname").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> RecipeFile.parse("body", bytes, TestVerification.CATALOG, Instant.EPOCH))
        .hasMessageContaining("only a recipe in a file can name another file");
  }

  @Test
  void theTextOfACheckMayBeInAFileAndIsRefusedThere() throws IOException {
    Path file = directory.resolve("recipe.yaml");
    Files.writeString(
        file,
        """
        name: short
        check: {type: parts, text_file: note.txt}
        allocation: {strategy: fixed, candidates: 8}
        """);

    Files.writeString(directory.resolve("note.txt"), "one\n");
    assertThat(
            RecipeFile.read(file, TestVerification.CATALOG, Instant.EPOCH)
                .getVerification()
                .getChecks()
                .getFirst()
                .getOptions())
        .containsExactly(Map.entry("text", "one"));

    Files.writeString(directory.resolve("note.txt"), "wrong");
    assertThatThrownBy(() -> RecipeFile.read(file, TestVerification.CATALOG, Instant.EPOCH))
        .hasMessage(file + ":2:33: check.text[1].part: want another part");

    Files.delete(directory.resolve("note.txt"));
    assertThatThrownBy(() -> RecipeFile.read(file, TestVerification.CATALOG, Instant.EPOCH))
        .hasMessageMatching("(?s)[^\n]*:2:33: check.text_file: there is no file[^\n]*");
  }

  private void assertRefused(String options, String why) {
    assertThatThrownBy(() -> read(options))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("4")
        .hasMessageContaining("verify.scorers[0].note_file")
        .hasMessageContaining(why);
  }

  private Recipe read(String options) throws IOException {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), RECIPE.formatted(options));
    return RecipeFile.read(file, TestVerification.CATALOG, Instant.EPOCH);
  }
}
