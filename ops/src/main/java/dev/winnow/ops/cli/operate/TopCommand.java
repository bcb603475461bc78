package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.status.ClusterView;
import dev.winnow.ops.status.StatusScreen;
import dev.winnow.ops.status.StreamFollower;
import dev.winnow.ops.status.StreamStatus;
import dev.winnow.ops.terminal.Screen;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = "Shows the screen of 'winnow status' and keeps it up to date, until Ctrl-C.")
public final class TopCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--every-seconds",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      defaultValue = "2",
      description = "Time between two screens, 1 to 3600 (default: ${DEFAULT-VALUE}).")
  private int everySeconds;

  @Option(
      names = "--screens",
      converter = WholeNumber.CountOrNone.class,
      paramLabel = "N",
      defaultValue = "0",
      description = "Ends after this many screens; 0: only at Ctrl-C (default: ${DEFAULT-VALUE}).")
  private int screens;

  @Override
  public Integer call() throws Exception {
    if (everySeconds < 1 || everySeconds > 3600) {
      throw new ParameterException(
          spec.commandLine(), "--every-seconds: want 1 to 3600, not " + everySeconds);
    }
    KafkaConnection kafka = connection.connect();
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = new Screen(out);
    try (StreamFollower follower = new StreamFollower(kafka, InstantSource.system());
        ClusterView cluster = new ClusterView(kafka)) {
      follower.catchUp(records -> {});
      for (int shown = 0; screens == 0 || shown < screens; shown++) {
        if (shown > 0) {
          follow(follower);
        }
        show(follower.status(cluster.look()), screen, out);
      }
    }
    return 0;
  }

  private void follow(StreamFollower follower) {
    Instant next = Instant.now().plusSeconds(everySeconds);
    while (Instant.now().isBefore(next)) {
      follower.poll(POLL);
    }
  }

  private void show(StreamStatus status, Screen screen, PrintWriter out) {
    if (json.chosen()) {
      JsonOption.print(status, out);
    } else {
      screen.show(StatusScreen.lines(status));
    }
  }
}
