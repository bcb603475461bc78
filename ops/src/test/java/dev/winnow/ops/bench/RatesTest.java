package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
  @Test
  void theRunThatWarmedUpDoesNotCount() {
    Rates rates = Rates.afterWarmUp(List.of(1.0, 3_000.0, 1_000.0, 2_000.0));

    assertThat(rates.median()).isEqualTo(2_000);
    assertThat(rates.range()).isEqualTo("1,000 to 3,000");
  }

  @Test
  void aWarmUpAloneIsNoMeasurement() {
    assertThatThrownBy(() -> Rates.afterWarmUp(List.of(1.0)))
        .hasMessageContaining("rates: none measured");
  }
}
