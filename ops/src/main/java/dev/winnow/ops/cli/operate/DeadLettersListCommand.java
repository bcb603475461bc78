package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.deadletters.DeadLetterReader;
import dev.winnow.ops.deadletters.DeadLetterView;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.terminal.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, the last ones at the end.")
final class DeadLettersListCommand implements Callable<Integer> {
  private static final int MAX_ERROR = 160;

  @Mixin private ConnectionOptions connection;
  @Mixin private DeadLetterOptions options;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "50",
      description = "Most letters listed, at most 10000 (default: ${DEFAULT-VALUE}).")
  private int last;

  @Override
  public Integer call() throws IOException {
    if (last < 1 || last > 10_000) {
      throw new ParameterException(spec.commandLine(), "--last: want 1 to 10000, not " + last);
    }
    List<StoredDeadLetter> letters =
        new DeadLetterReader(connection.connect())
            .last(options.filter(List.of(), Instant.now()), last);
    PrintWriter out = spec.commandLine().getOut();
    for (StoredDeadLetter letter : letters) {
      if (json.chosen()) {
        JsonOption.print(DeadLetterView.of(letter, false), out);
      } else {
        print(DeadLetterView.of(letter, false), out);
      }
    }
    if (letters.isEmpty() && !json.chosen()) {
      out.println("no dead letters");
    }
    out.flush();
    return 0;
  }

  private static void print(DeadLetterView letter, PrintWriter out) {
    String error = letter.error();
    out.printf(
        "%-8s %s  %-10s %-20s %s/%d/%d  %s%n",
        letter.id(),
        letter.failedAt(),
        Printable.line(letter.stage()),
        Printable.line(letter.reason()),
        Printable.line(letter.topic()),
        letter.partition(),
        letter.offset(),
        Printable.line(
            error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) + " ..." : error));
  }
}
