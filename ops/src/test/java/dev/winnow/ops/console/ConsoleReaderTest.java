package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConsoleReaderTest {
  @TempDir private Path directory;

  /** Kafka's clients would wait for a minute. */
  @Test
  @Timeout(40)
  void saysThatKafkaIsAwayAndIsClosedThoughItDoesNotAnswer() {
    KafkaConnection nowhere =
        new KafkaConnection("127.0.0.1:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    ConsoleReader reader =
        new ConsoleReader(
            nowhere,
            new ReadModelDirectory(Optional.of(directory)),
            InstantSource.system(),
            overview -> {});
    reader.start();

    await().atMost(Duration.ofSeconds(20)).until(() -> reader.health() instanceof Health.Degraded);
    reader.close();

    assertThat(reader.health().describe()).contains("Kafka does not answer");
  }
}
