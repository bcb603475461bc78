package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.runtime.acl.AccessRule;
import dev.winnow.runtime.acl.KafkaUser;
import dev.winnow.schemas.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    description =
        "Prints the access rules that stages need on Kafka, as commands of Kafka's kafka-acls.sh.",
    footer = {
      "",
      "Examples:",
      "  winnow acls planner --principal User:winnow-planner > acls.sh",
      "  winnow acls synthesizer scorer --pool math"
    })
public final class AclsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Of these: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<KafkaUser> users = Set.of();

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description = "Kafka's name of the user (default: User:winnow-COMMAND).")
  private @Nullable String principal;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      converter = PoolName.class,
      defaultValue = "default",
      description = "Pool of synthesizers and scorers (default: ${DEFAULT-VALUE}).")
  private String pool;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:WINNOW_TOPIC_PREFIX:-winnow.}",
      description =
          "Stands before every topic and group name (default: ${DEFAULT-VALUE}; env"
              + " WINNOW_TOPIC_PREFIX).")
  private String prefix;

  /** The rules of one command's user. */
  private record UserRules(String command, String principal, List<AccessRule> rules) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<UserRules> all =
        new TreeSet<>(users.isEmpty() ? List.of(KafkaUser.values()) : users)
            .stream().map(this::rules).toList();
    if (json.chosen()) {
      JsonOption.print(all, out);
      return 0;
    }
    for (UserRules user : all) {
      out.printf("# winnow %s%n", user.command());
      user.rules().forEach(rule -> out.println(line(rule, user.principal())));
    }
    out.flush();
    return 0;
  }

  private UserRules rules(KafkaUser user) {
    return new UserRules(
        user.command(),
        principal == null ? "User:winnow-" + user.command() : principal,
        user.rules(new Topics(prefix), pool));
  }

  /** Names have no character that a shell would change. */
  private static String line(AccessRule rule, String principal) {
    String kind =
        switch (rule.resource()) {
          case TOPIC -> "--topic";
          case GROUP -> "--group";
          case TRANSACTIONAL_ID -> "--transactional-id";
          case ANY, CLUSTER, DELEGATION_TOKEN, UNKNOWN, USER ->
              throw new IllegalStateException("no rule is of " + rule.resource());
        };
    String operations =
        rule.operations().stream()
            .map(operation -> "--operation " + words(operation.name()))
            .collect(Collectors.joining(" "));
    return "kafka-acls.sh --bootstrap-server \"$BROKERS\" --command-config \"$ADMIN\" --add --allow-principal '%s' %s '%s'%s %s"
        .formatted(
            principal,
            kind,
            rule.name(),
            rule.prefixed() ? " --resource-pattern-type prefixed" : "",
            operations);
  }

  /** DESCRIBE_CONFIGS is written DescribeConfigs there. */
  private static String words(String operation) {
    StringBuilder words = new StringBuilder();
    for (String word : operation.split("_", -1)) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }
}
