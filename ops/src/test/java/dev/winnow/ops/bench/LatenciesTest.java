package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aQuantileIsTheLeastThatItsShareDoesNotExceed() {
    Latencies latencies =
        new Latencies(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

    assertThat(latencies.quantile(0.5)).isEqualTo(50);
    assertThat(latencies.quantile(0.99)).isEqualTo(99);
    assertThat(latencies.max()).isEqualTo(100);
  }

  @Test
  void theOnlyLatencyIsEveryQuantile() {
    assertThat(new Latencies(List.of(7.0)).quantile(0.01)).isEqualTo(7);
  }

  @Test
  void quantilesOfNothingAreRefused() {
    assertThatThrownBy(() -> new Latencies(List.of())).hasMessageContaining("none measured");
  }

  @Test
  void aHopLastsFromItsBeginningToItsEnd() {
    Hop hop = new Hop("hop", Map.of("a", 10L, "b", 10L), Map.of("a", 15L, "b", 30L));

    assertThat(hop.latencies(List.of("a", "b"))).isEqualTo(new Latencies(List.of(5.0, 20.0)));
  }

  @Test
  void aHopWithoutARecordIsNamed() {
    Hop hop = new Hop("to the end", Map.of("a", 10L), Map.of());

    assertThatThrownBy(() -> hop.latencies(List.of("a")))
        .hasMessageContaining("the hop 'to the end' has no record of prompt 'a'");
  }
}
