package dev.winnow.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python of the page on checks does what the page says, where there is Python. */
class VerifyInPythonIT {
  @TempDir private Path directory;

  @Test
  void printsWhatThePageSays() throws Exception {
    assumeTrue(run("-c", "import requests").code() == 0, "python3 with requests is not here");
    String page = Files.readString(Repository.file("ops/docs/checks.md"));
    Path script = directory.resolve("verify.py");

    try (VerifyHarness service = new VerifyHarness(VerifyLimits.DEFAULT)) {
      Files.writeString(
          script,
          between(page, "```python\n", "```")
              .replace("http://127.0.0.1:8080/", service.uri().resolve("/").toString()));
      Ran ran = run(script.toString());

      assertThat(ran.printed()).isEqualTo(between(page, "It prints:\n\n```text\n", "```"));
    }
  }

  private record Ran(int code, String printed) {}

  private static Ran run(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "python3";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Ran(-1, "");
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), printed);
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
