package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.RegistryException;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessorTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final List<Integer> processed = new ArrayList<>();
  private Throwable lethal = new StackOverflowError("too deep");

  @TempDir private Path directory;

  /** Dies of values of one byte. */
  private final class Victim extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      if (record.value().length == 1) {
        if (lethal instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) lethal;
      }
      processed.add(record.value().length);
    }
  }

  /** A stage's life: it starts on what the one before left, and reads from the first offset on. */
  private List<KeyValue<byte[], DeadLetter>> live(byte[] key, byte[]... values) {
    RecordGuard guard =
        new RecordGuard("planner", DeathLog.open(directory, "planner"), StageMetrics.off());
    Topology topology =
        new Topology()
            .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
            .addProcessor("victim", guard.guarded("dead-letters", Victim::new), "in")
            .addSink(
                "dead-letters",
                "dead-letters",
                new ByteArraySerializer(),
                new AvroSerializer<>(registry),
                "victim");
    Properties properties = new Properties();
    properties.putAll(Map.of("application.id", "test", "bootstrap.servers", "unused:1"));
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties)) {
      var in = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
      for (byte[] value : values) {
        in.pipeInput(key, value);
      }
      return driver
          .createOutputTopic(
              "dead-letters",
              new ByteArrayDeserializer(),
              new AvroDeserializer<>(registry, DeadLetter.class))
          .readKeyValuesToList();
    }
  }

  @Test
  void aRecordThatEndsTwoThreadsIsSkippedAndTheNextIsProcessed() {
    for (int death = 0; death < 2; death++) {
      assertThatThrownBy(() -> live(new byte[1], new byte[1], new byte[2]))
          .hasStackTraceContaining("too deep");
    }

    var letters = live(new byte[1], new byte[1], new byte[2]);

    assertThat(processed).containsExactly(2);
    assertThat(letters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value.getReason()).isEqualTo("LETHAL_RECORD");
              assertThat(letter.value.getError()).contains("too deep");
              assertThat(letter.value.getOffset()).isZero();
            });
  }

  @Test
  void aRecordIsProcessedAfterAnOutageHoweverManyThreadsItEnded() {
    lethal = new RegistryException("down", null);
    for (int death = 0; death < 5; death++) {
      assertThatThrownBy(() -> live(new byte[1], new byte[1])).hasStackTraceContaining("down");
    }
    lethal = new AssertionError("processed");

    assertThatThrownBy(() -> live(new byte[1], new byte[1])).hasStackTraceContaining("processed");
  }

  @Test
  void whatIsTooLargeToStoreIsPassedUnprocessedUnderACutKey() {
    var letters = live(new byte[3_700_000], new byte[10]);

    assertThat(processed).isEmpty();
    assertThat(letters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value.getReason()).isEqualTo("TOO_LARGE");
              assertThat(letter.key).hasSizeLessThan(300_000);
            });
  }
}
