package dev.winnow.ops.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The flags of a scorer worker, which its type says. */
final class ScorerOptionsTest {
  private final StringWriter err = new StringWriter();

  /** Checks the options, and opens nothing. */
  @Command(name = "host")
  static final class Host implements Callable<Integer> {
    @Mixin private ScorerOptions options;

    @Override
    public Integer call() {
      return options.prepare() == null ? 1 : 0;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--type judge --model gpt",
    "--type reward --model rm --base-url http://localhost:8000",
    "--type reward --model rm --base-url http://localhost:8000 --dialect vllm-score",
    "--type reward --model rm --base-url http://h:1 --dialect tei-predict --normalized",
  })
  void aServerNeedsLittle(String arguments) {
    assertThat(run(arguments.split(" "))).as(err.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--type judge                          | --type judge needs --model NAME",
        "--type x --model m                    | there is no scorer 'x'; use one of [code,",
        "--type judge --model m --dialect json | --dialect belongs to --type reward",
        "--type reward --model m --base-url http://h:1 --dialect x | want vllm-classify",
        "--type reward --model m --base-url http://h:1 --dialect openrlhf | Hugging Face directory",
        "--type reward --model m --base-url http://h:1 --batch 0 | --batch: want 1 to 4096, not 0",
        "--type judge --model m --max-chars 0 | --max-chars: want 1 to 10000000, not 0"
      })
  void whatIsMissingOrWrongIsNamedWithItsFlag(String arguments, String message) {
    assertThat(run(arguments.strip().split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void theHelpHasTheFlagsOfEveryType() {
    StringWriter out = new StringWriter();

    int status = Winnow.commandLine().setOut(new PrintWriter(out)).execute("scorer", "--help");

    assertThat(status).isZero();
    assertThat(out.toString()).contains("--type reward:", "--dialect", "--max-chars", "--pool");
  }

  private int run(String... arguments) {
    return new CommandLine(new Host()).setErr(new PrintWriter(err)).execute(arguments);
  }
}
