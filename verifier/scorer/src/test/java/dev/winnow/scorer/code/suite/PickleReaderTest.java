package dev.winnow.scorer.code.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.testing.Tools;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against Python's own writer, and against what no writer writes. */
class PickleReaderTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void readsWhatPythonWrites(int protocol) throws Exception {
    byte[] pickle =
        pickled("{'a': [1, 300, 70000, -5, 1.5, True, False], 'b': ('x', 'ü'), 'c': []}", protocol);

    Object value = new PickleReader(pickle).read();

    assertThat(value)
        .isEqualTo(
            Map.of(
                "a", List.of(1L, 300L, 70000L, -5L, 1.5, true, false),
                "b", List.of("x", "ü"),
                "c", List.of()));
  }

  @Test
  void readsATextThatIsUsedTwice() throws Exception {
    assertThat(new PickleReader(pickled("(lambda s: [s, s])('text' * 3)", 4)).read())
        .isEqualTo(List.of("texttexttext", "texttexttext"));
  }

  @Test
  void refusesAListThatHoldsItself() throws Exception {
    byte[] pickle = pickled("(lambda v: (v.append(v), v)[1])([])", 4);

    assertThatThrownBy(() -> new PickleReader(pickle).read())
        .isInstanceOf(BadTestsException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"len", "__import__('fractions').Fraction(1, 3)", "b'x'", "{1: 2}"})
  void refusesWhatIsNoData(String expression) throws Exception {
    byte[] pickle = pickled(expression, 4);

    assertThatThrownBy(() -> new PickleReader(pickle).read()).isInstanceOf(BadTestsException.class);
  }

  @Test
  void damagedPicklesAreRefusedAndNothingElse() throws Exception {
    byte[] whole = pickled("[{'input': '1', 'output': ['2', 3.5, None]}] * 3", 4);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(new PickleReader(damaged).read()).isNotNull();
      } catch (BadTestsException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  private static byte[] pickled(String expression, int protocol) throws Exception {
    Process python =
        Tools.start(
            new ProcessBuilder(
                "python3",
                "-c",
                "import pickle, sys; sys.stdout.buffer.write(pickle.dumps(%s, %d))"
                    .formatted(expression, protocol)));
    return python.getInputStream().readAllBytes();
  }
}
