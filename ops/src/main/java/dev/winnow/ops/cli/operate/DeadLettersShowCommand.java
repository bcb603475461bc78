package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.deadletters.DeadLetterFilter;
import dev.winnow.ops.deadletters.DeadLetterReader;
import dev.winnow.ops.deadletters.DeadLetterView;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.terminal.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one dead letter with the bytes of its record, in Base64.")
final class DeadLettersShowCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "PARTITION/OFFSET, as 'list' prints it.")
  private String id;

  @Override
  public Integer call() throws IOException {
    DeadLetterFilter one =
        new DeadLetterFilter(Set.of(id()), Set.of(), Set.of(), Set.of(), Optional.empty());
    List<StoredDeadLetter> found = new DeadLetterReader(connection.connect()).last(one, 1);
    if (found.isEmpty()) {
      spec.commandLine().getErr().printf("winnow: there is no dead letter %s%n", id);
      return 1;
    }
    DeadLetterView letter = DeadLetterView.of(found.getFirst(), true);
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(letter, out);
    } else {
      print(letter, out);
    }
    return 0;
  }

  private StoredDeadLetter.Id id() {
    try {
      return StoredDeadLetter.Id.parse(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void print(DeadLetterView letter, PrintWriter out) {
    out.printf("id         %s%n", letter.id());
    out.printf("stage      %s%n", Printable.line(letter.stage()));
    out.printf("reason     %s%n", Printable.line(letter.reason()));
    out.printf("error      %s%n", Printable.line(letter.error()));
    out.printf("failed at  %s%n", letter.failedAt());
    out.printf("topic      %s%n", Printable.line(letter.topic()));
    out.printf("place      partition %d, offset %d%n", letter.partition(), letter.offset());
    out.printf("key        %s%n", letter.key() == null ? "none" : Printable.line(letter.key()));
    out.printf("bytes      %,d%n", letter.bytes());
    out.printf("value      %s%n", letter.value() == null ? "none" : letter.value());
    out.flush();
  }
}
