package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every command of every page is one that the command line takes; none is run here. */
final class DocumentedCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");
  private static final Pattern IN_BLOCK =
      Pattern.compile("(?m)^(?:\\$ )?(?:ops/)?winnow ((?:[^\\n\\\\]|\\\\\\n|\\\\.)+)$");
  private static final Pattern INLINE = Pattern.compile("`(?:ops/)?winnow ([a-z][^`\\n]*)`");
  private static final Pattern WORD =
      Pattern.compile("'([^']*)'|\"([^\"]*)\"|((?:[^\\s'\"\\\\]|\\\\.)+)");

  /** Stands where a page leaves options out. */
  private static final String LEFT_OUT = "...";

  record Command(Path page, String text) {
    @Override
    public String toString() {
      return Repository.root().relativize(page) + ": winnow " + text;
    }
  }

  @ParameterizedTest
  @MethodSource("commandsToRun")
  void aCommandToRunIsTaken(Command command) {
    assertThat(refusal(words(command.text()))).as(command.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commandsInSentences")
  void aCommandInASentenceAndItsOptionsExist(Command command) {
    CommandLine line = Winnow.commandLine();
    for (String word : words(command.text())) {
      if (word.startsWith("--")) {
        String option = word.split("[=\\[]", 2)[0];
        assertThat(line.getCommandSpec().findOption(option)).as(option).isNotNull();
      } else if (line.getSubcommands().containsKey(word)) {
        line = line.getSubcommands().get(word);
      } else {
        assertThat(line.getParent()).as("command '%s'", word).isNotNull();
      }
    }
  }

  static Stream<Command> commandsToRun() throws IOException {
    return pages()
        .flatMap(
            page ->
                BLOCK
                    .matcher(read(page))
                    .results()
                    .flatMap(block -> commands(page, IN_BLOCK, block.group(1))));
  }

  static Stream<Command> commandsInSentences() throws IOException {
    return pages()
        .flatMap(page -> commands(page, INLINE, BLOCK.matcher(read(page)).replaceAll("")));
  }

  private static Stream<Command> commands(Path page, Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> new Command(page, found.group(1)));
  }

  private static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder :
        List.of("", "ops", "schemas", "synthesizer", "verifier", "sink", "producers")) {
      try (Stream<Path> files = Files.walk(Repository.file(folder), folder.isEmpty() ? 1 : 3)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages.stream().sorted();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a shell's command, to its comment, its pipe or its end. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    for (MatchResult word : WORD.matcher(command.replace("\\\n", " ")).results().toList()) {
      String plain = word.group(3);
      if (plain != null
          && (plain.startsWith("#") || List.of("|", ">", "&&", "&").contains(plain))) {
        break;
      }
      words.add(
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(part -> part != null)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }

  private static Optional<String> refusal(List<String> words) {
    boolean isWhole = !words.contains(LEFT_OUT);
    String[] given = words.stream().filter(word -> !word.equals(LEFT_OUT)).toArray(String[]::new);
    try {
      Winnow.commandLine().parseArgs(given);
      return Optional.empty();
    } catch (CommandLine.MissingParameterException e) {
      return isWhole ? Optional.of(String.valueOf(e.getMessage())) : Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e.getMessage() + " of " + Arrays.toString(given));
    }
  }
}
