package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
  void loopbackNeedsNoTokens(String host) {
    assertThatCode(() -> BindRule.require(config(host, Optional.empty(), false)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.1.1"})
  void anAddressThatOthersReachNeedsTokensOrTheFlag(String host) {
    assertThatThrownBy(() -> BindRule.require(config(host, Optional.empty(), false)))
        .hasMessageContaining("winnow tokens add")
        .hasMessageContaining("--unauthenticated")
        .hasMessageContaining("--host 127.0.0.1");
    assertThatCode(() -> BindRule.require(config(host, Optional.of(Path.of("t.json")), false)))
        .doesNotThrowAnyException();
    assertThatCode(() -> BindRule.require(config(host, Optional.empty(), true)))
        .doesNotThrowAnyException();
  }

  @Test
  void tokensAndTheFlagContradictEachOther() {
    assertThatThrownBy(() -> config("0.0.0.0", Optional.of(Path.of("t.json")), true))
        .hasMessageContaining("--tokens and --unauthenticated");
  }

  private static HttpAccessConfig config(
      String host, Optional<Path> tokens, boolean unauthenticated) {
    return new HttpAccessConfig(
        host, 0, tokens, unauthenticated, Optional.empty(), Set.of(), Set.of());
  }
}
