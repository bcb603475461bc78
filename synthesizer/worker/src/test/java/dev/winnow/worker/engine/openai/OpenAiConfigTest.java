package dev.winnow.worker.engine.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.runtime.http.throttle.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiConfigTest {
  private static final URI URL = URI.create("http://localhost:8000/v1");

  @Test
  void theDefaultsAreThese() {
    assertThat(OpenAiConfig.of(URL, "m"))
        .isEqualTo(
            new OpenAiConfig(
                URL,
                "m",
                Optional.empty(),
                8,
                64,
                Duration.ofSeconds(600),
                new Backoff(6, Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofHours(1)),
                33_554_432));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000",
        "ftp://host/v1",
        "file:///etc/passwd",
        "http:///v1",
        "http://user:secret@host/v1",
        "http://host/v1?key=secret",
        "http://host/v1#secret"
      })
  void otherUrlsAreRefusedAndSecretsInThemNotRepeated(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenAiConfig.of(URI.create(url), "m"))
        .withMessageContaining("base URL")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-abc-123", "", "A B", "1A"})
  void aKeyInPlaceOfItsVariablesNameIsNotRepeated(String variable) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.of(variable), 1, 1, 1024))
        .withMessageContaining("api key variable")
        .withMessageNotContaining("sk-abc");
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.empty(), 0, 1, 1024))
        .withMessageContaining("candidates per request: 0, want 1 to 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.empty(), 1, 5000, 1024))
        .withMessageContaining("max requests: 5000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.empty(), 1, 1, 10))
        .withMessageContaining("max answer bytes: 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenAiConfig.of(URL, " "))
        .withMessageContaining("model");
  }

  private static OpenAiConfig config(
      Optional<String> variable, int candidates, int requests, int bytes) {
    return new OpenAiConfig(
        URL, "m", variable, candidates, requests, Duration.ofSeconds(1), Backoff.DEFAULT, bytes);
  }
}
