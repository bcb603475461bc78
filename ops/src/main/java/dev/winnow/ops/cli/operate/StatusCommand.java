package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.status.ClusterView;
import dev.winnow.ops.status.StatusScreen;
import dev.winnow.ops.status.StreamFollower;
import dev.winnow.ops.status.StreamStatus;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows on one screen what the stream is doing: pools, recipes, rates, lag, and what holds it"
          + " up.",
      "Reads Kafka alone, in about 150 bytes of memory for each prompt."
    },
    footer = {"", "Exit status: 0 nothing is stuck, 1 something is, or the command failed."})
public final class StatusCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    KafkaConnection kafka = connection.connect();
    StreamStatus status;
    try (StreamFollower follower = new StreamFollower(kafka, InstantSource.system());
        ClusterView cluster = new ClusterView(kafka)) {
      try (ProgressBar bar = ProgressBars.of("status", -1).setUnit(" records", 1).build()) {
        follower.catchUp(bar::stepTo);
      }
      status = follower.status(cluster.look());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(status, out);
    } else {
      StatusScreen.lines(status).forEach(out::println);
      out.flush();
    }
    return status.stuck().isEmpty() ? 0 : 1;
  }
}
