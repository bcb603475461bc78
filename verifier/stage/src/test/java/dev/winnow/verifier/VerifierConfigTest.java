package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.kafka.StreamsProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerifierConfigTest {
  private final StreamsProperties streams = StreamsProperties.local(Path.of("state"));

  @Test
  void readsResponsesOfHalfAMillionCharactersByDefault() {
    assertThat(VerifierConfig.of(streams)).isEqualTo(new VerifierConfig(streams, 500_000));
  }

  @Test
  void refusesToReadNothing() {
    assertThatThrownBy(() -> new VerifierConfig(streams, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max response chars: 0, want at least 1");
  }
}
