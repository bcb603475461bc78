package dev.winnow.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerdeTest {
  private static final String TOPIC = "winnow.prompts";

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerializer<Prompt> serializer = new AvroSerializer<>(registry);
  private final Decoder<Prompt> decoder = new Decoder<>(registry, Prompt.class);

  @Test
  void whatWasWrittenIsReadBack() {
    Prompt prompt = Records.prompt("p-1");

    assertThat(decoder.decode(TOPIC, bytes(prompt))).isEqualTo(new Good<>(prompt));
  }

  @Test
  void recordsCarryTheConfluentFraming() {
    ByteBuffer framed = ByteBuffer.wrap(bytes(Records.prompt("p-1")));

    assertThat(framed.get()).isZero();
    assertThat(registry.byId(framed.getInt())).isEqualTo(Prompt.SCHEMA$);
  }

  @Test
  void recordsOfAnEarlierSchemaAreReadWithDefaults() {
    Schema earlier = without(Prompt.SCHEMA$, "source");
    int id = registry.register(TOPIC + "-value", earlier);
    Prompt prompt = Records.prompt("p-1");
    byte[] framed = bytes(prompt);
    ByteBuffer.wrap(framed).putInt(1, id);

    // `source` was null: one zero byte that the earlier schema does not have.
    assertThat(decoder.decode(TOPIC, cutSource(framed, prompt))).isEqualTo(new Good<>(prompt));
  }

  @Test
  void noValueIsBad() {
    assertThat(reason(null)).isEqualTo("EMPTY");
  }

  @Test
  void anotherMagicByteIsBad() {
    assertThat(reason("{\"id\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo("NOT_AVRO");
  }

  @Test
  void anUnknownSchemaIdIsBad() {
    assertThat(reason(new byte[] {0, 0, 0, 0, 99, 1, 2, 3})).isEqualTo("UNKNOWN_SCHEMA");
  }

  @Test
  void bytesLeftOverAreBad() {
    byte[] framed = bytes(Records.prompt("p-1"));

    assertThat(reason(Arrays.copyOf(framed, framed.length + 1))).isEqualTo("NOT_AVRO");
  }

  @Test
  void aRecordOfAnotherKindIsBad() {
    int id = registry.register("winnow.verdicts-value", Verdict.SCHEMA$);

    assertThat(reason(ByteBuffer.allocate(200).put((byte) 0).putInt(id).array()))
        .isEqualTo("NOT_AVRO");
  }

  @Property(tries = 2_000)
  void mutatedRecordsNeverThrow(@ForAll @Size(min = 1, max = 8) byte[] noise, @ForAll int at) {
    byte[] framed = bytes(Records.prompt("p-1"));
    int start =
        Framing.HEADER_BYTES
            + Math.floorMod(at, framed.length - Framing.HEADER_BYTES - noise.length);
    System.arraycopy(noise, 0, framed, start, noise.length);

    assertThat(decoder.decode(TOPIC, framed)).isInstanceOf(Decoded.class);
  }

  @Test
  void aRegistryThatIsDownIsNotBadData() {
    SchemaRegistry down = new HttpSchemaRegistryTest.Down();

    assertThatThrownBy(
            () -> new Decoder<>(down, Prompt.class).decode(TOPIC, new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(RegistryException.class);
  }

  private byte[] bytes(Prompt prompt) {
    byte[] framed = serializer.serialize(TOPIC, prompt);
    assertThat(framed).isNotNull();
    return java.util.Objects.requireNonNull(framed);
  }

  private String reason(byte @Nullable [] value) {
    return ((Bad<Prompt>) decoder.decode(TOPIC, value)).reason();
  }

  private static Schema without(Schema schema, String field) {
    Schema copy =
        Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
    copy.setFields(
        schema.getFields().stream()
            .filter(f -> !f.name().equals(field))
            .map(f -> new Schema.Field(f, f.schema()))
            .toList());
    return copy;
  }

  private byte[] cutSource(byte[] framed, Prompt prompt) {
    Prompt sourced = Prompt.newBuilder(prompt).setSource("").build();
    byte[] other = bytes(sourced);
    int at =
        Arrays.mismatch(
            Arrays.copyOfRange(framed, Framing.HEADER_BYTES, framed.length),
            Arrays.copyOfRange(other, Framing.HEADER_BYTES, other.length));
    byte[] cut = new byte[framed.length - 1];
    int index = Framing.HEADER_BYTES + at;
    System.arraycopy(framed, 0, cut, 0, index);
    System.arraycopy(framed, index + 1, cut, index, framed.length - index - 1);
    return cut;
  }

  @Test
  void aRecursiveWriterSchemaIsBadAndDoesNotEndTheThread() {
    InMemorySchemaRegistry hostile = new InMemorySchemaRegistry();
    Schema recursive =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Prompt", "namespace": "dev.winnow.schemas", "fields": [
                  {"name": "next", "type": "Prompt"}]}
                """);
    int id = hostile.register("any", recursive);
    byte[] framed = java.nio.ByteBuffer.allocate(100).put((byte) 0).putInt(id).array();

    assertThat(new Decoder<>(hostile, Prompt.class).decode("t", framed))
        .isInstanceOfSatisfying(
            Decoded.Bad.class, bad -> assertThat(bad.error()).contains("is recursive"));
  }
}
