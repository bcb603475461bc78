package dev.winnow.ops.local;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.sink.row.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Configurations of local services to start a test from. */
public final class LocalConfigs {
  private LocalConfigs() {}

  /** All data in one directory, Parquet every second, on ports that are free. */
  public static LocalConfig in(Path directory, String... pools) {
    return new LocalConfig(
        directory,
        directory.resolve("datasets"),
        LocalPorts.free(),
        Set.of(pools),
        TopicSettings.LOCAL,
        Format.PARQUET,
        Duration.ofSeconds(1));
  }
}
