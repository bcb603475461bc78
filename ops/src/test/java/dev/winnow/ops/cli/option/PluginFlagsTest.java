package dev.winnow.ops.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.plugin.PluginOption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Flags of several plug-ins of one command, and plug-ins that a command cannot have. */
class PluginFlagsTest {
  record Several(
      @PluginOption(help = "files of rows", placeholder = "FILE") List<String> input,
      @PluginOption(help = "no noise", defaultValue = "false") boolean quiet) {}

  record One(
      @PluginOption(help = "address of rows", placeholder = "URL") Optional<String> input,
      @PluginOption(help = "words not to say", placeholder = "WORDS") Optional<String> quiet) {}

  record Taken(@PluginOption(help = "most tokens", defaultValue = "1") int tokens) {}

  private record Named<C extends Record>(String name, Class<C> options) implements Plugin<C> {
    @Override
    public String summary() {
      return "of the test";
    }
  }

  /** Its default is no number. */
  record Broken(@PluginOption(help = "a number", defaultValue = "many") int count) {}

  private static final Plugin<Several> SEVERAL = new Named<>("several", Several.class);
  private static final Plugin<One> ONE = new Named<>("one", One.class);

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  /** Reads its flags. */
  @Command(name = "host", mixinStandardHelpOptions = true, description = "Hosts plug-ins.")
  private static final class Host implements Callable<Integer> {
    private final PluginFlags flags;
    private Record bound = new Taken(0);

    @Spec private CommandSpec spec;

    @Option(names = "--kind", defaultValue = "one", description = "Which one.")
    private String kind;

    @Option(names = "--tokens", description = "A flag of the command itself.")
    private int tokens;

    Host(PluginCatalog<?> plugins) {
      this.flags = new PluginFlags("--kind", plugins);
    }

    @Override
    public Integer call() {
      CommandLine command = spec.commandLine();
      bound = kind.equals("one") ? flags.bind(ONE, command) : flags.bind(SEVERAL, command);
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kind several --input a --input b | Several[input=[a, b], quiet=false]",
        "--kind several --quiet             | Several[input=[], quiet=true]",
        "--kind several --quiet=false       | Several[input=[], quiet=false]",
        "--input a --quiet b                | One[input=Optional[a], quiet=Optional[b]]",
        "--quiet=                           | One[input=Optional.empty, quiet=Optional[]]",
      })
  void aSharedFlagTakesWhatTheChosenPluginTakes(String arguments, String bound) {
    Host host = host(PluginCatalog.of("test", List.of(ONE, SEVERAL)));

    assertThat(execute(host, arguments.split(" "))).as(err.toString()).isZero();

    assertThat(host.bound).hasToString(bound);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input a --input b           | --input can be given once with --kind one",
        "--quiet                       | --quiet needs a value with --kind one",
        "--kind several --quiet=softly | --quiet: want true or false, not 'softly'",
      })
  void aSharedFlagIsRefusedWhereTheChosenPluginDoesNotTakeIt(String arguments, String message) {
    Host host = host(PluginCatalog.of("test", List.of(ONE, SEVERAL)));

    assertThat(execute(host, arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("winnow: " + message);
  }

  @Test
  void theHelpOfASharedFlagNamesWhatEachPluginTakes() {
    assertThat(execute(host(PluginCatalog.of("test", List.of(ONE, SEVERAL))), "--help")).isZero();

    assertThat(out.toString()).contains("--input=URL|FILE", "--quiet[=WORDS|true|false]");
  }

  @ParameterizedTest
  @CsvSource({"--tokens 7", "--kind taken --unknown", "--help", "''"})
  void aCommandThatHasThePluginsFlagNamesThePluginAndTheRemedy(String arguments) {
    Host host = host(PluginCatalog.of("test", List.of(new Named<>("taken", Taken.class))));

    assertThat(execute(host, arguments.split(" "))).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("winnow: test plug-in 'taken' (%s in ".formatted(Named.class.getName()))
        .contains(
            "its option 'tokens' would be --tokens, which 'winnow host' has already; give the"
                + " option another name; mend it")
        .doesNotContain("\tat ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"--tokens 7", "--of-a-plugin 7", "--help", "''"})
  void aBadPluginEndsOnlyTheCommandThatNeedsIt(String arguments) {
    Host host =
        host(
            PluginCatalog.of("test", List.of(ONE))
                .seenAs(one -> new Named<>(one.name(), Broken.class)));

    assertThat(execute(host, arguments.split(" "))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("winnow: test plug-in 'one' (%s in ".formatted(Named.class.getName()))
        .contains("option 'count': its default: want a whole number, not 'many'")
        .doesNotContain("\tat ");
    assertThat(commandLine(host).execute("checks")).isZero();
  }

  @Test
  void errorsThatNoHandlerGetsAreOneLineToo() {
    CommandLine failing = commandLine(host(PluginCatalog.of("test", List.of(ONE, SEVERAL))));
    failing.setExecutionStrategy(
        parsed -> {
          throw new NoClassDefFoundError("org/example/Gone");
        });

    assertThat(Winnow.execute(failing, "checks")).isEqualTo(1);

    assertThat(err).hasToString("winnow: java.lang.NoClassDefFoundError: org/example/Gone\n");
  }

  private static Host host(PluginCatalog<?> plugins) {
    return new Host(plugins);
  }

  private int execute(Host host, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "host";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    if (arguments.length == 1 && arguments[0].isEmpty()) {
      all = new String[] {"host"};
    }
    return commandLine(host).execute(all);
  }

  /** The command with one more, whose flags are those of plug-ins of this test. */
  private CommandLine commandLine(Host host) {
    CommandLine command = new CommandLine(host);
    CommandLine top = new CommandLine(new Winnow()).addSubcommand("host", command);
    host.flags.addTo(command.getCommandSpec());
    return Winnow.withHandlers(top)
        .setErr(new PrintWriter(err, true))
        .setOut(new PrintWriter(out, true));
  }
}
