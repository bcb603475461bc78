package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Texts of help are formats: a percent sign that is not doubled would be a warning in the help. */
class HelpTextTest {
  @Test
  void everyTextOfHelpIsAFormat() {
    texts(Winnow.commandLine())
        .forEach(
            text ->
                assertThatCode(() -> String.format(text))
                    .as("write %%%% in: " + text.replace("%", "%%"))
                    .doesNotThrowAnyException());
  }

  private static Stream<String> texts(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Stream<String> own =
        Stream.of(
                Arrays.stream(spec.usageMessage().description()),
                Arrays.stream(spec.usageMessage().header()),
                Arrays.stream(spec.usageMessage().footer()))
            .flatMap(lines -> lines);
    return Stream.concat(
        own, command.getSubcommands().values().stream().flatMap(HelpTextTest::texts));
  }
}
