package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.ops.cli.option.ReplicationOptions;
import dev.winnow.ops.cli.option.TopicOptions;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description =
        "Creates the topics that are missing, with their settings; what exists is left as it is,"
            + " unless --mend is given.")
public final class TopicsCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private TopicOptions topics;
  @Mixin private ReplicationOptions replication;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      converter = PoolName.class,
      defaultValue = "default",
      description = "Pools to make a requests topic for (default: ${DEFAULT-VALUE}).")
  private Set<String> pools;

  @Option(
      names = "--scorer-pool",
      converter = PoolName.class,
      paramLabel = "NAME",
      description = "Pools of scorers to make a requests topic for; may be given several times.")
  private Set<String> scorerPools = Set.of();

  @Option(
      names = "--mend",
      description =
          "Also give topics that exist the cleanup, record size and timestamps that they must"
              + " have.")
  private boolean mend;

  /** What was done: topics that were created, and those that were given their settings. */
  private record Done(List<String> created, List<String> mended) {}

  @Override
  public Integer call() throws Exception {
    KafkaConnection kafka = connection.connect();
    try (Admin admin = Admin.create(kafka.properties(Map.of()))) {
      TopicSettings settings = replication.settings(topics);
      replication.requireBrokers(admin);
      List<NewTopic> wanted = new ArrayList<>(settings.all(kafka.topics(), pools));
      scorerPools.forEach(pool -> wanted.add(settings.ofPool(kafka.topics().scoring(pool))));
      List<String> created = TopicCreator.createMissing(admin, wanted);
      if (mend) {
        TopicCreator.mend(admin, wanted);
      }
      print(new Done(created, mend ? wanted.stream().map(NewTopic::name).toList() : List.of()));
    }
    return 0;
  }

  private void print(Done done) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(done, out);
      return;
    }
    done.created().forEach(name -> out.println("created " + name));
    out.printf("%d topics created%n", done.created().size());
    if (mend) {
      out.printf("%d topics have their settings%n", done.mended().size());
    }
    out.flush();
  }
}
