package dev.winnow.ops.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import dev.winnow.worker.engine.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class EngineOptionsTest {
  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  /** Says which engine it would sample with. */
  @Command(name = "host")
  static final class Host implements Callable<Integer> {
    @Mixin private EngineOptions options;
    private String opened = "";

    @Override
    public Integer call() {
      try (Engine engine = options.engine().get()) {
        opened = engine.getClass().getSimpleName() + ' ' + engine.model();
      }
      return 0;
    }
  }

  @Test
  void aServerNeedsOnlyTheModelsName() {
    Host host = new Host();

    int status = run(host, "--engine", "openai", "--model", "qwen");

    assertThat(status).isZero();
    assertThat(host.opened).isEqualTo("OpenAiEngine qwen");
  }

  @Test
  void aRecordingNeedsOnlyItsFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("r.jsonl"), "{\"prompt_id\": \"p\", \"responses\": [\"1\"]}");
    Host host = new Host();

    int status = run(host, "--engine", "replay", "--replay-file", file.toString());

    assertThat(status).isZero();
    assertThat(host.opened).isEqualTo("ReplayEngine replay");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--engine openai                               | --engine openai needs --model NAME",
        "--engine replay                               | --engine replay needs --replay-file FILE",
        "--engine openai --model m --device cpu        | --device belongs to --engine djl, not to"
            + " --engine openai",
        "--engine replay --replay-file f --base-url u  | --base-url belongs to --engine openai, not"
            + " to --engine replay",
        "--replay-file f                               | --replay-file belongs to --engine replay,"
            + " not to --engine djl",
        "--engine openai --model m --base-url ftp://h  | base URL: 'ftp://h', want"
            + " http://host[:port]/v1",
        "--engine openai --model m --max-requests 0    | max requests: 0, want 1 to 4096",
        "--engine openai --model m --request-seconds 0 | timeout: PT0S",
        "--max-rows many                               | --max-rows: want a whole number, not"
            + " 'many'",
        "--engine replay --replay-file f --replay-layout csv | --replay-layout: want one of [auto,"
            + " responses, gsm8k_solutions], not 'csv'",
        "--device tpu                                  | device: 'tpu', want auto, cpu or cuda:N",
        "--engine gpt                                  | there is no engine 'gpt'; use one of [djl,",
        "--engine openai --model m --api-key-env sk-1  | give the name, not the key",
      })
  void wrongOptionsAreExplainedBeforeAnythingStarts(String arguments, String explanation) {
    int status = run(new Host(), arguments.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(explanation);
  }

  @Test
  void anEngineOfAnotherJarTakesItsOptionsFromTheCommandLine() {
    Host host = new Host();

    int status = run(host, "--engine", "echo", "--suffix", "!", "--shout", "--model", "parrot");

    assertThat(status).isZero();
    assertThat(host.opened).isEqualTo("EchoEngine parrot!");
  }

  @Test
  void wordsMayBeWrittenInCapitals() {
    Host host = new Host();

    int status =
        run(host, "--engine", "REPLAY", "--replay-file", "none", "--replay-layout", "AUTO");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "synthesizer", "demo"})
  void whateverSamplesTakesAnyEngine(String command) {
    StringWriter help = new StringWriter();

    Winnow.commandLine().setOut(new PrintWriter(help, true)).execute(command, "--help");

    assertThat(help.toString())
        .contains("--engine", "djl, echo, openai, replay", "--base-url", "--replay-file");
  }

  private int run(Host host, String... arguments) {
    return new CommandLine(host)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
