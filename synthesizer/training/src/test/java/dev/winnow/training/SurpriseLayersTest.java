package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.training.problem.Family;
import dev.winnow.transformer.Conversation;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.Reward.Scored;
import dev.winnow.transformer.RewardModel;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.writer.ModelFiles;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reward model of the shipped sampler, before any training. */
class SurpriseLayersTest {
  private static final String QUESTION =
      "Ada has 45 eggs, gets 48 more and gives away 50. How many eggs are left?";

  @TempDir static Path directory;

  @BeforeAll
  static void writeUntrained() throws IOException {
    ModelDirectory sampler = new ModelDirectory(Shipped.MODEL);
    try (HuggingFaceTokenizer tokenizer = sampler.openTokenizer()) {
      InitialReward initial = InitialReward.of(sampler, tokenizer, 1);
      ModelFiles files = new ModelFiles(directory);
      files.write("tokenizer.json", Files.readAllBytes(sampler.tokenizer()));
      files.write("tokenizer_config.json", TokenizerFiles.rewardConfig(initial.config().context()));
      files.writeRewardConfig(initial.config());
      files.writeRewardWeights(initial.config(), initial.values());
    }
  }

  @Test
  void aDigitThatTheSamplerDoesNotExpectCostsScore() {
    List<Double> scores =
        scores(
            "45 + 48 = 93\n93 - 50 = 43\n#### 43",
            "45 + 48 = 95\n95 - 50 = 45\n#### 45",
            "45 + 48 = 93\n93 - 50 = 43\n#### 47");

    assertThat(scores.get(0)).isGreaterThan(scores.get(1) + 0.05);
    assertThat(scores.get(0)).isGreaterThan(scores.get(2) + 0.05);
  }

  @Test
  void theGreatestSurpriseDecidesWhateverFollows() {
    List<Double> scores =
        scores("45 + 48 = 65\n65 - 50 = 15\n#### 15", "45 + 48 = 65\n65 - 50 = 15\n#### 15\n");

    assertThat(scores.get(0)).isLessThan(-0.1);
    assertThat(scores.get(1)).isLessThan(-0.1);
  }

  @Test
  void aSamplerThatIsTooSmallIsRefused() {
    var small = new TrainingConfig(3, 1, 4, 3e-3, 0, 280, 16, 2, 2, Map.of(Family.ADD, 1)).model();

    assertThatThrownBy(() -> SurpriseLayers.requireRoom("tiny", small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tiny: a reward model needs a sampler with at least 2 key");
  }

  private static List<Double> scores(String... responses) {
    try (RewardModel model = RewardModel.load(directory, new Placement("cpu", "float32"))) {
      return model
          .score(List.of(responses).stream().map(r -> Conversation.of(QUESTION, r)).toList())
          .stream()
          .map(reward -> ((Scored) reward).logit())
          .toList();
    }
  }
}
