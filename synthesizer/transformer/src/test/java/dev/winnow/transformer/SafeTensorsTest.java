package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.testing.Seeds;
import dev.winnow.transformer.testing.Shipped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as other programs write them, and broken ones. */
class SafeTensorsTest {
  @TempDir Path directory;

  @Test
  void readsEveryTypeOfFloat() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0.1f).putFloat(-2);
    data.putShort(Float.floatToFloat16(0.5f)).putShort(Float.floatToFloat16(-65504));
    data.putShort((short) (Float.floatToIntBits(3) >>> 16));
    data.putShort((short) (Float.floatToIntBits(-1e30f) >>> 16));
    SafeTensors tensors =
        read(
            """
            {"__metadata__": {"format": "pt"},
             "full": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
             "half": {"dtype": "F16", "shape": [2], "data_offsets": [8, 12]},
             "brain": {"dtype": "BF16", "shape": [2], "data_offsets": [12, 16]}}\
            """,
            data.array());

    assertThat(tensors.read("full", new int[] {2, 1}).orElseThrow()).containsExactly(0.1f, -2);
    assertThat(tensors.read("half", new int[] {2}).orElseThrow()).containsExactly(0.5f, -65504);
    float[] brain = tensors.read("brain", new int[] {2}).orElseThrow();
    assertThat(brain[0]).isEqualTo(3);
    assertThat(brain[1] / -1e30f).isBetween(0.99f, 1.01f);
    assertThat(tensors.read("none", new int[] {2})).isEmpty();
  }

  @Test
  void namesATypeThatItCannotRead() throws IOException {
    SafeTensors tensors =
        read("{\"t\": {\"dtype\": \"I8\", \"shape\": [4], \"data_offsets\": [0, 4]}}", new byte[4]);

    assertThatThrownBy(() -> tensors.read("t", new int[] {4}))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("'t' is of type I8; F32, F16 and BF16 are supported");
  }

  @Test
  void refusesATensorWithFewerBytesThanItsShapeAsksFor() throws IOException {
    SafeTensors tensors =
        read(
            "{\"t\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 8]}}", new byte[8]);

    assertThatThrownBy(() -> tensors.read("t", new int[] {4}))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("'t' has 8 bytes, its shape asks for 16");
  }

  @Test
  void refusesATensorOutsideOfTheFile() {
    for (String offsets : List.of("[0, 17]", "[-1, 4]", "[8, 4]", "[]", "\"all\"")) {
      assertThatThrownBy(
              () ->
                  read(
                      "{\"t\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": %s}}"
                          .formatted(offsets),
                      new byte[16]))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("'t' lies outside of the file");
    }
  }

  @Test
  void neverFailsButByNamingTheFile() throws IOException {
    byte[] whole = Files.readAllBytes(Shipped.MODEL.resolve("model.safetensors"));
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      for (int j = random.nextInt(5); j >= 0; j--) {
        damaged[random.nextInt(4000)] = (byte) random.nextInt();
      }
      Path file = Files.write(directory.resolve("damaged.safetensors"), damaged);
      try {
        new SafeTensors(List.of(file)).read("model.norm.weight", new int[] {128});
      } catch (ModelLoadException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("damaged.safetensors");
      }
    }
  }

  private SafeTensors read(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).put(data);
    return new SafeTensors(
        List.of(Files.write(directory.resolve("model.safetensors"), file.array())));
  }
}
