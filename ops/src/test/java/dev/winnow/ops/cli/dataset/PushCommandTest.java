package dev.winnow.ops.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void asksForAToken() {
    assertThat(push("--token-env", "WINNOW_NO_SUCH_TOKEN", "arithmetic", "me/data")).isEqualTo(2);

    assertThat(err.toString())
        .contains("environment variable 'WINNOW_NO_SUCH_TOKEN' must hold the hub's access token");
  }

  @Test
  void refusesAFileThatHoldsNoTokenWithoutShowingIt() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "secret one\nsecret two\n");

    assertThat(push("--token-file", file.toString(), "arithmetic", "me/data")).isEqualTo(2);

    assertThat(err.toString())
        .contains("holds no access token; it has characters that no header may have")
        .doesNotContain("secret");
  }

  @Test
  void refusesARepositoryWithoutANamespace() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "hf_abcdefgh\n");

    assertThat(push("--token-file", file.toString(), "arithmetic", "data")).isEqualTo(2);

    assertThat(err.toString()).contains("'data': want namespace/name");
  }

  @Test
  void saysThatThereIsNoDataset() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "hf_abcdefgh\n");

    assertThat(push("--token-file", file.toString(), "arithmetic", "me/data")).isEqualTo(2);

    assertThat(err.toString()).contains("has no manifest.jsonl of recipe 'arithmetic'");
  }

  private int push(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "push";
    all[1] = "--datasets";
    all[2] = directory.resolve("datasets").toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Winnow.commandLine().setErr(new PrintWriter(err)).execute(all);
  }
}
