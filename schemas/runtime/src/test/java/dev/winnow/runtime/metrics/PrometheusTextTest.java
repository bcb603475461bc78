package dev.winnow.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.PrometheusText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser that the tests of metrics rely on. */
class PrometheusTextTest {
  private static final String HEAD = "# HELP a_total a\n# TYPE a_total counter\n";

  @Test
  void readsLabelsWithEscapesAndValues() {
    String text = HEAD + "a_total{x=\"1\",y=\"q\\\"\\\\\\n,}\"} 2.5\na_total 1e3\n";

    PrometheusText.Families families = PrometheusText.parse(text);

    assertThat(families.get("a_total").sum(Map.of("x", "1"))).isEqualTo(2.5);
    assertThat(families.get("a_total").sum(Map.of())).isEqualTo(1002.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_total 1",
        "a_total 1\n",
        HEAD,
        HEAD + "a_total 1\na_total 2\n",
        HEAD + "b_total 1\n",
        HEAD + "a_total{x=1} 1\n",
        HEAD + "a_total{x=\"1\" 1\n",
        HEAD + "a_total one\n",
        HEAD + "a_total -1\n",
        HEAD + "a_total{x=\"1\",x=\"2\"} 1\n",
        HEAD + "a_total 1\n" + HEAD + "a_total 2\n",
        "# HELP a a\n# TYPE a counter\na 1\n",
        "# HELP h h\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
      })
  void refusesWhatIsNotTheFormat(String text) {
    assertThatThrownBy(() -> PrometheusText.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
