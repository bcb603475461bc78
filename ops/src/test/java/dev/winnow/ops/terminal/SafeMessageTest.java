package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.winnow.runtime.access.ActionLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in log lines, with the configurations that the product has. */
class SafeMessageTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"logback.xml", "logback-file.xml"})
  void masksMessagesArgumentsAndTheWholeStackTrace(String configuration) throws Exception {
    String log =
        log(
            configuration,
            logger ->
                logger.warn(
                    "registry={} failed",
                    "http://u:hunter2@h",
                    new IllegalStateException(
                        "password=hunter2", new RuntimeException("Authorization: Basic hunter2"))));

    assertThat(log)
        .contains("registry=http://***@h failed")
        .contains("IllegalStateException: password=***")
        .contains("Caused by: java.lang.RuntimeException: Authorization: Basic ***")
        .contains("SafeMessageTest")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback.xml", "logback-file.xml"})
  void showsWhatOperatorsDo(String configuration) throws Exception {
    String log =
        log(
            configuration,
            logger ->
                logger
                    .getLoggerContext()
                    .getLogger(ActionLog.NAME)
                    .info("who={} action='drop'", "alice"));

    assertThat(log).contains("INFO  actions who=alice action='drop'");
  }

  @Test
  void everyPatternIsSafe() throws Exception {
    for (String name : new String[] {"logback.xml", "logback-file.xml"}) {
      String text =
          new String(
              SafeMessageTest.class.getResourceAsStream("/" + name).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(text.lines().filter(line -> line.contains("<pattern>")))
          .isNotEmpty()
          .allMatch(line -> line.matches(".*%safe\\([^)]*%msg[^)]*%ex[^)]*\\)</pattern>"));
    }
  }

  private interface Logging {
    void to(Logger logger);
  }

  private String log(String configuration, Logging logging) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    System.setProperty("winnow.log.dir", directory.toString());
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(SafeMessageTest.class.getResource("/" + configuration));
      logging.to(context.getLogger("dev.winnow.test"));
    } finally {
      context.stop();
      System.setErr(before);
      System.clearProperty("winnow.log.dir");
    }
    Path file = directory.resolve("winnow.log");
    return console.toString(StandardCharsets.UTF_8)
        + (Files.exists(file) ? Files.readString(file) : "");
  }
}
