package dev.winnow.ops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A section of a page that is generated. The system property {@code winnow.docs.update=true} writes
 * it anew instead of comparing it.
 *
 * @param page file of the page, relative to the repository
 * @param name stands in the comments that begin and end the section
 */
public record GeneratedSection(String page, String name) {
  /** Checks that the section has these lines. */
  public void requireLines(List<String> lines) throws IOException {
    Path file = Repository.file(page);
    String text = Files.readString(file);
    String begin = "<!-- generated: %s -->\n".formatted(name);
    String end = "<!-- end: %s -->".formatted(name);
    assertThat(text).as("comments that enclose the section").contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end, from);
    String fresh = "\n" + String.join("\n", lines) + "\n\n";
    if (Boolean.getBoolean("winnow.docs.update")) {
      Files.writeString(file, text.substring(0, from) + fresh + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("%s: run this test with -Dwinnow.docs.update=true to write the section", page)
          .isEqualTo(fresh);
    }
  }
}
