package dev.winnow.worker.engine.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.engine.openai.Waste.Charge;
import org.junit.jupiter.api.Test;

/** How candidates are charged with answers that were thrown away. */
final class WasteTest {
  private final Waste waste = new Waste(64);

  @Test
  void whatTheServerCountedIsChargedWholeAndInEqualParts() {
    waste.add(14, false);
    waste.add(28, false);

    assertThat(waste.charge(0, false, 4)).isEqualTo(new Charge(11, false));
    assertThat(waste.charge(7, false, 3)).isEqualTo(new Charge(7 + 11, false));
    assertThat(waste.charge(0, false, 2)).isEqualTo(new Charge(10, false));
    assertThat(waste.charge(0, false, 1)).isEqualTo(new Charge(10, false));
  }

  @Test
  void estimatesMakeNoCandidateDearerThanWhatWasOrdered() {
    waste.add(1_000, true);

    assertThat(waste.charge(60, false, 2)).isEqualTo(new Charge(64, true));
    assertThat(waste.charge(0, false, 1)).isEqualTo(new Charge(64, true));
  }

  @Test
  void withoutWasteACandidateIsChargedWithItsOwn() {
    assertThat(waste.charge(9, true, 1)).isEqualTo(new Charge(9, true));
  }
}
