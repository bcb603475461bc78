package dev.winnow.ops.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.access.TokenFile;
import dev.winnow.runtime.access.TokenSecret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("new").resolve("tokens.json");
  }

  @Test
  void printsTheSecretOnceAndStoresItsHash() throws Exception {
    int status = tokens("add", "ci", "--role=publish", "--role=read", "--requests-per-second=5");

    String secret = out.toString().strip();
    assertThat(status).isZero();
    assertThat(secret).startsWith(TokenSecret.PREFIX);
    assertThat(err.toString()).contains("token 'ci' may: publish, read");
    assertThat(TokenFile.read(file))
        .singleElement()
        .satisfies(
            token -> {
              assertThat(token.sha256()).isEqualTo(TokenSecret.hash(secret));
              assertThat(token.roles()).containsExactlyInAnyOrder(Role.PUBLISH, Role.READ);
              assertThat(token.quota().requestsPerSecond()).isEqualTo(5);
            });
  }

  @Test
  void listsTokensWithoutHashes() throws Exception {
    tokens("add", "ci", "--role=publish");
    String hash = TokenFile.read(file).getFirst().sha256();
    out.getBuffer().setLength(0);

    tokens("list");

    assertThat(out.toString()).containsPattern("ci +publish").doesNotContain(hash);
  }

  @Test
  void removesAToken() throws Exception {
    tokens("add", "ci", "--role=publish");

    assertThat(tokens("remove", "ci")).isZero();

    assertThat(TokenFile.read(file)).isEmpty();
  }

  @Test
  void refusesANameThatIsTakenOrUnknown() {
    tokens("add", "ci", "--role=publish");

    assertThat(tokens("add", "ci", "--role=read")).isEqualTo(1);
    assertThat(tokens("remove", "other")).isEqualTo(1);

    assertThat(err.toString())
        .contains("has a token named 'ci'; remove it first")
        .contains("has no token named 'other'");
  }

  private int tokens(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "tokens";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = "--tokens=" + file;
    return Winnow.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
