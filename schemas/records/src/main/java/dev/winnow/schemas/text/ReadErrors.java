package dev.winnow.schemas.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Translates the exceptions of readers into messages for users; the only class that does so.
 * Libraries write their messages for programmers, with class names and switches, so only what they
 * quote of the document is passed on. An unknown exception has a general message. Thread-safe.
 */
public final class ReadErrors {
  /** Text that no message for users may contain: names of classes and of a library's switches. */
  private static final Pattern FOREIGN =
      Pattern.compile("[a-z]+\\.[a-z]+\\.[A-Z]|Exception|Feature|`|\\[Source");

  private ReadErrors() {}

  /**
   * Returns why a document is not JSON, with the column, and with the line where it has several.
   * One line of bounded length; text quoted from the document may hold control characters.
   */
  public static String json(JsonProcessingException e) {
    return JsonErrorWords.of(String.valueOf(e.getOriginalMessage()), "it is not well formed")
        + place(e.getLocation());
  }

  /** Returns why rows are not CSV, with line and column. Like {@link #json}. */
  public static String csv(JsonProcessingException e) {
    return CsvErrorWords.of(String.valueOf(e.getOriginalMessage())) + place(e.getLocation());
  }

  /** Returns why a document is not YAML, without its place. Like {@link #json}. */
  public static String yaml(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    // The parser reports what it did, where, what it found, and where that is: only the third is
    // used.
    String found =
        message
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .reduce((before, last) -> last)
            .orElse("");
    boolean isPlain = !found.isEmpty() && !FOREIGN.matcher(found).find();
    return JsonErrorWords.of(message, isPlain ? found : "it is not well formed");
  }

  /** Returns why a file or stream cannot be read to its end; the text follows its name. */
  public static String reading(Throwable e) {
    return switch (e) {
      case UnreadableException own -> String.valueOf(own.getMessage());
      case JsonProcessingException json -> "not JSON: " + json(json);
      case CharacterCodingException text -> "not UTF-8; save it as UTF-8";
      case NoSuchFileException none -> "does not exist; check the path";
      case AccessDeniedException denied -> "may not be read; ask for the permission, or copy it";
      case FileSystemLoopException loop -> "is a link that leads to itself";
      case FileSystemException other -> "the operating system cannot read it";
      case EOFException end -> "ends too early: it is cut off; fetch it again";
      case ZipException damage -> "the compressed data is damaged; fetch it again";
      default -> "it cannot be read here: a part of it is damaged, or of an unknown kind";
    };
  }

  private static String place(@Nullable JsonLocation location) {
    if (location == null || location.getColumnNr() < 1) {
      return "";
    }
    return location.getLineNr() > 1
        ? " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr())
        : " (column %d)".formatted(location.getColumnNr());
  }
}
