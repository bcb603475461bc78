package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CandidateSeedTest {
  @Property
  void isTheSameForTheSameCandidate(@ForAll String promptId, @ForAll int index, @ForAll long seed) {
    assertThat(CandidateSeed.of(promptId, index, seed))
        .isEqualTo(CandidateSeed.of(promptId, index, seed));
  }

  @Test
  void staysWhatItWasInEarlierReleases() {
    assertThat(CandidateSeed.of("gsm8k-17", 3, 42)).isEqualTo(SEED_OF_GSM8K_17_3_42);
  }

  @Test
  void differsBetweenTheCandidatesOfAPrompt() {
    var seeds =
        IntStream.range(0, 100_000)
            .mapToObj(index -> CandidateSeed.of("prompt", index, 0))
            .collect(Collectors.toSet());

    assertThat(seeds).hasSize(100_000);
  }

  @Test
  void differsBetweenPromptsAndBetweenRecipeSeeds() {
    long seed = CandidateSeed.of("a", 0, 0);

    assertThat(CandidateSeed.of("b", 0, 0)).isNotEqualTo(seed);
    assertThat(CandidateSeed.of("a", 0, 1)).isNotEqualTo(seed);
  }

  private static final long SEED_OF_GSM8K_17_3_42 = 1598857624195259606L;
}
