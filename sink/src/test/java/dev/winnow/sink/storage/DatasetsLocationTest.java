package dev.winnow.sink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsLocationTest {
  @Test
  void aPathIsADirectory() {
    assertThat(DatasetsLocation.parse("data/run 1?"))
        .isEqualTo(DatasetsLocation.of(Path.of("data/run 1?")));
  }

  @Test
  void aBucketHasAPrefixAndOptions() {
    assertThat(
            DatasetsLocation.parse(
                "s3://b/runs/1/?endpoint=http://127.0.0.1:9000&path_style=true&region=eu-west-1"))
        .isEqualTo(
            new DatasetsLocation.S3(
                "b",
                "runs/1/",
                Optional.of(URI.create("http://127.0.0.1:9000")),
                true,
                Optional.of("eu-west-1")));
    assertThat(DatasetsLocation.parse("s3://b"))
        .isEqualTo(new DatasetsLocation.S3("b", "", Optional.empty(), false, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3:///prefix",
        "gs://bucket",
        "s3://b?endpoint=127.0.0.1",
        "s3://b?path_style=yes",
        "s3://b?key=x"
      })
  void whatIsNeitherIsRejected(String text) {
    assertThatThrownBy(() -> DatasetsLocation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
