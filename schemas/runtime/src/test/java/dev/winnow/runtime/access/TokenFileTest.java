package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {
  private static final String SECRET = TokenSecret.generate();
  private static final AccessToken TOKEN =
      new AccessToken(
          "ci",
          TokenSecret.hash(SECRET),
          Set.of(Role.PUBLISH, Role.READ),
          new TokenQuota(2.5, Double.POSITIVE_INFINITY));

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("tokens.json");
  }

  @Test
  void returnsTheTokensThatWereWritten() throws Exception {
    TokenFile.write(file, List.of(TOKEN));

    assertThat(TokenFile.read(file)).containsExactly(TOKEN);
  }

  @Test
  void holdsNoSecretAndIsPrivate() throws Exception {
    TokenFile.write(file, List.of(TOKEN));

    assertThat(Files.readString(file))
        .contains(TokenSecret.hash(SECRET))
        .doesNotContain(SECRET.substring(TokenSecret.PREFIX.length()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--", "rw--w----", "rw-----w-"})
  void refusesAFileThatOthersMayReadOrChange(String permissions) throws Exception {
    TokenFile.write(file, List.of(TOKEN));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run chmod 600 '%s'", file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tokens\": [{}]} | token 1 of the token file",
        "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"winnow_abc\"}]} | sha256: want 64",
        "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"%s\"}]} | roles: want at least one of publish, read, operate",
        "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"%s\", \"roles\": [\"admin\"]}]} | roles: want some of",
        "{\"tokens\": [{\"name\": \"a\", \"quota\": 1}]} | there is no member 'quota'",
        "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"%s\", \"roles\": [\"read\"], \"bytes_per_second\": 0}]} | bytes per second: 0.0, want more than 0",
        "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"%s\", \"roles\": [\"read\"], \"bytes_per_second\": \"1\"}]} | bytes_per_second: want a number",
        "{\"tokens\": {}} | the array 'tokens'",
        "{\"token\": []} | the array 'tokens'",
        "[] | the array 'tokens'",
        "{ | is not JSON"
      })
  void saysWhatIsWrongWithAFile(String content, String message) throws Exception {
    TokenFile.write(file, List.of());
    Files.writeString(file, content.formatted(TOKEN.sha256()));

    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining(message);
  }

  @Test
  void refusesTwoTokensOfOneName() throws Exception {
    TokenFile.write(file, List.of(TOKEN, TOKEN));

    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("two tokens named 'ci'");
  }

  @Test
  void namesTheCommandThatMakesAMissingFile() {
    assertThatThrownBy(() -> TokenFile.read(file))
        .hasMessageContaining("there is no token file")
        .hasMessageContaining("winnow tokens add");
  }
}
