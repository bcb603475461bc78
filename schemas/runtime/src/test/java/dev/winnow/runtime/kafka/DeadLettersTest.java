package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final DeadLetters deadLetters = new DeadLetters("planner", () -> Records.NOW);

  @Test
  void aLetterKeepsTheOriginalBytesAndThePlace() {
    DeadLetter letter = sendToDeadLetters(new byte[] {1}, new byte[] {2, 3});

    assertThat(letter.getKey()).contains(ByteBuffer.wrap(new byte[] {1}));
    assertThat(letter.getValue()).contains(ByteBuffer.wrap(new byte[] {2, 3}));
    assertThat(letter.getTopic()).isEqualTo("prompts");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(17);
    assertThat(letter.getError()).isEqualTo("it is bad");
  }

  @Test
  void aLetterKeepsThatThereWasNoKeyAndNoValue() {
    DeadLetter letter = sendToDeadLetters(null, null);

    assertThat(letter.getKey()).isEmpty();
    assertThat(letter.getValue()).isEmpty();
  }

  @Test
  void everyLetterFitsARecord() {
    DeadLetter letter = sendToDeadLetters(new byte[2 << 20], new byte[5 << 20]);

    byte[] written =
        new AvroSerializer<DeadLetter>(new InMemorySchemaRegistry()).serialize("dead", letter);
    assertThat(written).hasSizeLessThan(TopicSettings.MAX_RECORD_BYTES);
    assertThat(letter.getError())
        .contains("first 262144 of the key's 2097152 bytes")
        .contains("first 3145728 of the value's 5242880 bytes");
  }

  private DeadLetter sendToDeadLetters(byte @Nullable [] key, byte @Nullable [] value) {
    return deadLetters.of(
        new Place("prompts", 3, 17), key, value, new Bad<Object>("BAD", "it is bad"));
  }
}
