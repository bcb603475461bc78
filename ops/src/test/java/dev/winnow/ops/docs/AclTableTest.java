package dev.winnow.ops.docs;

import dev.winnow.runtime.acl.AccessRule;
import dev.winnow.runtime.acl.KafkaUser;
import dev.winnow.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of access rules is that of the code. */
class AclTableTest {
  private static final GeneratedSection SECTION =
      new GeneratedSection("ops/docs/security.md", "acls");

  @Test
  void thePageHasEveryRule() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("| command | kind | name | operations |");
    lines.add("| --- | --- | --- | --- |");
    for (KafkaUser user : KafkaUser.values()) {
      for (AccessRule rule : user.rules(Topics.DEFAULT, "default")) {
        lines.add(
            "| %s | %s | `%s%s` | %s |"
                .formatted(
                    user.command(),
                    words(rule.resource().name()),
                    rule.name(),
                    rule.prefixed() ? "*" : "",
                    rule.operations().stream()
                        .map(operation -> words(operation.name()))
                        .collect(Collectors.joining(", "))));
      }
    }

    SECTION.requireLines(lines);
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
