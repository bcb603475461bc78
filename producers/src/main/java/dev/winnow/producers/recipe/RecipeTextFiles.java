package dev.winnow.producers.recipe;

import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.schemas.text.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a recipe names for its longer texts. They lie in the directory of the recipe's
 * file or below it: a recipe from elsewhere must not publish other files of this machine.
 *
 * @param directory directory of the recipe's file; empty where the recipe is in no file
 */
record RecipeTextFiles(Optional<Path> directory) {
  /** No files, for a recipe that was not read from a file. */
  static final RecipeTextFiles NONE = new RecipeTextFiles(Optional.empty());

  /** A larger file is refused. */
  static final int MAX_BYTES = 64 << 10;

  /** Returns the files beside this recipe's file. */
  static RecipeTextFiles beside(Path recipe) {
    return new RecipeTextFiles(Optional.ofNullable(recipe.toAbsolutePath().getParent()));
  }

  /**
   * Reads a text, without white space at its end.
   *
   * @param name path of the file, relative to the recipe's file
   * @throws UnreadableException if it cannot be used; the message says why and what to do
   */
  String read(String name) throws UnreadableException {
    Path base =
        directory.orElseThrow(
            () ->
                new UnreadableException(
                    "only a recipe in a file can name another file; write the text itself"));
    try {
      Path file = base.resolve(name).normalize();
      if (!Files.exists(file)) {
        throw new UnreadableException("there is no file '%s'".formatted(file));
      }
      if (!Files.isRegularFile(file)) {
        throw new UnreadableException(
            "'%s' is a directory or a device, want a file".formatted(file));
      }
      if (!file.toRealPath().startsWith(base.toRealPath())) {
        throw new UnreadableException(
            "'%s' is not below the recipe's directory '%s'; copy it there".formatted(file, base));
      }
      return text(file);
    } catch (InvalidPathException e) {
      throw new UnreadableException("'%s' is no path".formatted(name), e);
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException(ReadErrors.reading(e), e);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnreadableException(
            "'%s' is larger than %d bytes; shorten it".formatted(file, MAX_BYTES));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        throw new UnreadableException("'%s' is empty".formatted(file));
      }
      return text.stripTrailing();
    } catch (CharacterCodingException e) {
      throw new UnreadableException("'%s' is not UTF-8; save it as UTF-8".formatted(file), e);
    }
  }
}
