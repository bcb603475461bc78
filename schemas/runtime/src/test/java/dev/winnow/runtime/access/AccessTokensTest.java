package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
  private static final AccessToken FIRST = token("first");
  private static final AccessToken SECOND = token("second");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("tokens.json");
    TokenFile.write(file, List.of(FIRST));
  }

  @Test
  void findsATokenByItsSecretAlone() throws Exception {
    AccessTokens tokens = AccessTokens.open(file);

    assertThat(tokens.find("secret of first")).contains(FIRST);
    assertThat(tokens.find("secret of second")).isEmpty();
    assertThat(tokens.find(FIRST.sha256())).isEmpty();
  }

  @Test
  void takesTokensThatWereAddedAndRefusesThoseThatWereRemoved() throws Exception {
    AccessTokens tokens = AccessTokens.open(file);
    TokenFile.write(file, List.of(SECOND));

    tokens.reload();

    assertThat(tokens.find("secret of second")).contains(SECOND);
    assertThat(tokens.find("secret of first")).isEmpty();
  }

  @Test
  void keepsTheTokensWhileTheFileIsBrokenAndSaysSo() throws Exception {
    AccessTokens tokens = AccessTokens.open(file);
    Files.writeString(file, "{");

    tokens.reload();

    assertThat(tokens.find("secret of first")).contains(FIRST);
    assertThat(tokens.trouble()).hasValueSatisfying(text -> assertThat(text).contains("not JSON"));
  }

  @Test
  void isWellAgainWhenTheFileIsMended() throws Exception {
    AccessTokens tokens = AccessTokens.open(file);
    Files.delete(file);
    tokens.reload();
    TokenFile.write(file, List.of(SECOND));

    tokens.reload();

    assertThat(tokens.trouble()).isEmpty();
    assertThat(tokens.find("secret of second")).contains(SECOND);
  }

  @Test
  void refusesAFileWithoutTokens() throws Exception {
    TokenFile.write(file, List.of());

    assertThatThrownBy(() -> AccessTokens.open(file)).hasMessageContaining("has no token");
  }

  private static AccessToken token(String name) {
    return new AccessToken(
        name, TokenSecret.hash("secret of " + name), Set.of(Role.READ), TokenQuota.NONE);
  }
}
