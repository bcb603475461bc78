package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.Verdict;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampledModelsTest {
  private final KeyValueStore<byte[], byte[]> store = HeapStores.create();
  private final SampledModels models = new SampledModels(store);

  @Test
  void theFirstModelIsNotANewOne() {
    assertThat(models.isNew(by("abacus", 3))).isFalse();
    assertThat(newest()).hasValue(new SamplingModel("abacus", Optional.of(3)));
  }

  @Test
  void aNewerVersionIsNewOnce() {
    models.isNew(by("abacus", 3));

    assertThat(models.isNew(by("abacus", 4))).isTrue();
    assertThat(models.isNew(by("abacus", 4))).isFalse();
    assertThat(models.isNew(by("abacus", 3))).isFalse();
    assertThat(newest()).hasValue(new SamplingModel("abacus", Optional.of(4)));
  }

  @Test
  void twoModelsThatSampleByTurnsAreNewOnceEach() {
    models.isNew(by("abacus", 1));

    assertThat(models.isNew(by("qwen", null))).isTrue();
    assertThat(models.isNew(by("abacus", 1))).isFalse();
    assertThat(models.isNew(by("qwen", null))).isFalse();
    assertThat(newest()).hasValue(new SamplingModel("qwen"));
  }

  @Test
  void undecidedCandidatesSayNothing() {
    models.isNew(by("abacus", 1));
    Verdict undecided =
        Verdict.newBuilder(Given.undecided("p", 1)).setModel("abacus").setModelVersion(2).build();

    assertThat(models.isNew(undecided)).isFalse();
    assertThat(newest().orElseThrow().version()).hasValue(1);
  }

  @Test
  void isKeptOverARestart() {
    models.isNew(by("a model\nwith lines", 1));
    models.isNew(by("abacus", 7));

    SampledModels again = new SampledModels(store);

    assertThat(again.isNew(by("abacus", 7))).isFalse();
    assertThat(again.newest("arithmetic")).isEqualTo(newest());
  }

  private Optional<SamplingModel> newest() {
    return models.newest("arithmetic");
  }

  private static Verdict by(String model, @Nullable Integer version) {
    return Verdict.newBuilder(Given.accepted("p", 0))
        .setModel(model)
        .setModelVersion(version)
        .build();
  }
}
