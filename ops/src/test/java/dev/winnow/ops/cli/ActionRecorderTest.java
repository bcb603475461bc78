package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.winnow.runtime.access.ActionLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ActionRecorderTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(ActionLog.NAME);

  @TempDir private Path directory;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void listen() {
    LOG.setLevel(ch.qos.logback.classic.Level.INFO);
    appender.start();
    LOG.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    LOG.detachAppender(appender);
  }

  @Test
  void recordsWhoChangedWhatAndNoSecret() {
    execute("tokens", "add", "ci", "--role=read", "--tokens=" + directory.resolve("t.json"));

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("who=user:")
        .contains("action='tokens add'", "target='tokens add ci --role=read", "outcome='done'")
        .doesNotContain(out.toString().strip());
  }

  @Test
  void recordsAFailureWithItsReason() {
    execute("tokens", "remove", "ci", "--tokens=" + directory.resolve("t.json"));

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("outcome='failed: ", "has no token named 'ci'");
  }

  @Test
  void recordsNothingThatChangesNothing() {
    execute("tokens", "list", "--tokens=" + directory.resolve("t.json"));
    execute("tokens", "add", "--help");
    execute("acls");

    assertThat(lines()).isEmpty();
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void execute(String... arguments) {
    PrintWriter writer = new PrintWriter(out, true);
    int unused =
        Winnow.commandLine()
            .setOut(writer)
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments);
  }
}
