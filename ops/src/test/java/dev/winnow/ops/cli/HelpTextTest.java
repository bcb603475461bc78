package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What all help texts keep to. */
class HelpTextTest {
  /** A percent sign that is not doubled would be a warning in the help. */
  @Test
  void everyTextOfHelpIsAFormat() {
    texts(Winnow.commandLine())
        .forEach(
            text ->
                assertThatCode(() -> String.format(text))
                    .as("write %%%% in: " + text.replace("%", "%%"))
                    .doesNotThrowAnyException());
  }

  /** Left out, the name of the value would be that of the field in the code. */
  @Test
  void everyValueHasAName() {
    assertThat(options(Winnow.commandLine()))
        .filteredOn(option -> option.paramLabel().startsWith("<"))
        .extracting(OptionSpec::longestName)
        .isEmpty();
  }

  private static Stream<OptionSpec> options(CommandLine command) {
    return Stream.concat(
        command.getCommandSpec().options().stream().filter(option -> option.arity().max() > 0),
        command.getSubcommands().values().stream().flatMap(HelpTextTest::options));
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
