package dev.winnow.scorer.code.language;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * A language of programs. In {@code file}, {@code compile} and {@code run}, {@code {class}} stands
 * for the class that has the {@code main} method, and {@code {memory_mb}} for half of the memory.
 *
 * @param name in recipes
 * @param tags how code blocks in responses name it; the name is one as well
 * @param file name of the source file
 * @param compile a command of the shell that compiles the file into the directory {@code out};
 *     empty for a language that needs none
 * @param run the command that runs the program
 * @param addressSpaceMb address space beyond its memory that its runtime reserves
 */
public record CodeLanguage(
    String name,
    List<String> tags,
    String file,
    Optional<String> compile,
    List<String> run,
    int addressSpaceMb) {
  private static final Pattern PUBLIC_CLASS =
      Pattern.compile("public\\s+(?:final\\s+)?(?:class|record|enum)\\s+([A-Za-z_][A-Za-z_0-9]*)");
  private static final Pattern CLASS =
      Pattern.compile("(?:class|record|enum)\\s+([A-Za-z_][A-Za-z_0-9]*)");
  private static final String MAIN = "void main";

  public CodeLanguage {
    tags = List.copyOf(tags);
    run = List.copyOf(run);
    if (run.isEmpty() || file.isBlank() || addressSpaceMb < 0) {
      throw new IllegalArgumentException(
          "language '%s': want a file, a command to run it, and at least 0 MB".formatted(name));
    }
  }

  /** Returns whether a code block with this tag holds it. */
  public boolean isTag(String tag) {
    return name.equalsIgnoreCase(tag) || tags.stream().anyMatch(tag::equalsIgnoreCase);
  }

  /** Returns this language with the commands for one program. */
  public CodeLanguage forProgram(String source, long memoryMb) {
    String mainClass = mainClass(source);
    String memory = String.valueOf(Math.max(16, memoryMb / 2));
    return new CodeLanguage(
        name,
        tags,
        filled(file, mainClass, memory),
        compile.map(command -> filled(command, mainClass, memory)),
        run.stream().map(word -> filled(word, mainClass, memory)).toList(),
        addressSpaceMb);
  }

  private static String filled(String text, String mainClass, String memory) {
    return text.replace("{class}", mainClass).replace("{memory_mb}", memory);
  }

  /**
   * Returns the public class, which the file is named after; without one the class around {@code
   * main}.
   */
  private static String mainClass(String source) {
    Matcher publicClass = PUBLIC_CLASS.matcher(source);
    if (publicClass.find()) {
      return publicClass.group(1);
    }
    String found = "Main";
    int main = source.indexOf(MAIN);
    Matcher any = CLASS.matcher(source);
    while (any.find() && any.start() < main) {
      found = any.group(1);
    }
    return found;
  }
}
