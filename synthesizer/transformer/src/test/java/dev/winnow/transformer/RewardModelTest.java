package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.Reward.Failed;
import dev.winnow.transformer.Reward.Scored;
import dev.winnow.transformer.Reward.TooLong;
import dev.winnow.transformer.testing.TinyModel;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores against the reference, and against one text at a time. */
class RewardModelTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path directory;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("llama, grouped", TinyModel.llama()),
        Arguments.of("llama, ungrouped", TinyModel.ungrouped()),
        Arguments.of("qwen2, one key head and bias", TinyModel.qwen()),
        Arguments.of("llama 3.1, scaled rotation", TinyModel.llama3()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aScoreIsThePapersForwardPassOfTheTextAlone(String name, TinyModel body) throws IOException {
    TinyModel tiny = body.withScore();
    List<Conversation> texts = texts(1);
    try (RewardModel model = load(tiny.write(directory), "float32")) {

      List<Reward> rewards = model.score(texts);

      for (int i = 0; i < texts.size(); i++) {
        long[] ids = ids(rendered(texts.get(i)));
        assertScored(rewards.get(i), new ReferenceLlama(tiny).reward(ids), TOLERANCE);
        assertThat(((Scored) rewards.get(i)).tokens()).isEqualTo(ids.length);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aScoreIsTheSameAloneAndBesideOthersInAnyOrder(String name, TinyModel body)
      throws IOException {
    long seed = System.nanoTime();
    List<Conversation> texts = new ArrayList<>(texts(seed));
    try (RewardModel model = load(body.withScore().write(directory), "float32")) {
      List<Reward> alone =
          texts.stream().map(text -> model.score(List.of(text)).getFirst()).toList();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(seed));

      List<Reward> together = model.score(order.stream().map(texts::get).toList());

      for (int i = 0; i < texts.size(); i++) {
        Scored expected = (Scored) alone.get(order.get(i));
        assertScored(together.get(i), expected.logit(), TOLERANCE, "seed " + seed);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aSharedBeginningThatIsComputedOnceGivesTheLogitsOfOnePlainPass(String name, TinyModel body)
      throws IOException {
    long seed = System.nanoTime();
    try (RewardModel model = load(body.withScore().write(directory), "float32")) {
      for (int round = 0; round < 10; round++) {
        List<Conversation> texts = texts(seed + round);

        List<Reward> rewards = model.score(texts);

        PlainPass plain = model.plainPass(texts);
        double[] expected = plain.run();
        for (int i = 0; i < texts.size(); i++) {
          assertScored(rewards.get(i), expected[i], TOLERANCE, "seed " + (seed + round));
        }
        assertThat(plain.tokens())
            .isEqualTo(rewards.stream().mapToLong(reward -> ((Scored) reward).tokens()).sum());
      }
    }
  }

  @Test
  void aPlainPassRefusesATextThatHasNoScore() throws IOException {
    List<Conversation> texts = List.of(Conversation.of("1", "1".repeat(3_000)));
    try (RewardModel model = load(TinyModel.llama().withScore().write(directory), "float32")) {
      assertThatThrownBy(() -> model.plainPass(texts))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("text 0 has 3004 tokens, want 1 to 96");
    }
  }

  @Test
  void aTextLongerThanTheContextIsNotCutAndDoesNotDisturbOthers() throws IOException {
    Conversation fits = Conversation.of("1234567890", "1".repeat(27));
    Conversation tooLong = Conversation.of("1234567890", "1".repeat(28));
    Conversation farTooLong = Conversation.of("1", "1".repeat(3_000));
    try (RewardModel model =
        load(TinyModel.shortSighted().withScore().write(directory), "float32")) {

      List<Reward> rewards = model.score(List.of(tooLong, fits, farTooLong));

      assertThat(model.context()).isEqualTo(40);
      assertThat(rewards.get(0)).isEqualTo(new TooLong(41));
      assertThat(rewards.get(1))
          .isInstanceOfSatisfying(
              Scored.class, scored -> assertThat(scored.tokens()).isEqualTo(40));
      assertThat(rewards.get(2)).isEqualTo(new TooLong(3_004));
    }
  }

  @Test
  void aLogitThatIsNotFiniteIsReportedAndDoesNotSpread() throws IOException {
    TinyModel tiny = TinyModel.llama().withScore();
    int width = tiny.config().hidden();
    int poisoned = (int) ids("z")[0];
    tiny.values("model.embed_tokens.weight")[poisoned * width] = Float.NaN;
    List<Conversation> texts =
        List.of(
            Conversation.of("what is it then?", "aab"),
            Conversation.of("what is it then?", "aaz"),
            Conversation.of("what is it then?", "aabaab"),
            Conversation.of("z", "aab"));
    try (RewardModel model = load(tiny.write(directory), "float32")) {

      List<Reward> rewards = model.score(texts);

      assertThat(rewards.get(0)).isInstanceOf(Scored.class);
      assertThat(rewards.get(1)).isEqualTo(new Failed("the model's logit is NaN"));
      assertThat(rewards.get(2)).isInstanceOf(Scored.class);
      assertThat(rewards.get(3)).isEqualTo(new Failed("the model's logit is NaN"));
    }
  }

  @Test
  void bfloat16StaysNear() throws IOException {
    TinyModel tiny = TinyModel.llama().withScore();
    List<Conversation> texts = texts(2);
    try (RewardModel model = load(tiny.write(directory), "bfloat16")) {

      List<Reward> rewards = model.score(texts);

      for (int i = 0; i < texts.size(); i++) {
        double expected = new ReferenceLlama(tiny).reward(ids(rendered(texts.get(i))));
        assertScored(rewards.get(i), expected, 0.1);
      }
    }
  }

  @Test
  void scoringNoTextsGivesNoScores() throws IOException {
    try (RewardModel model = load(TinyModel.llama().withScore().write(directory), "float32")) {
      assertThat(model.score(List.of())).isEmpty();
    }
  }

  /** Single texts, prompts with several responses, equal responses, beginnings of one another. */
  private static List<Conversation> texts(long seed) {
    Random random = new Random(seed);
    List<Conversation> texts = new ArrayList<>();
    for (int prompt = 0; prompt < 6; prompt++) {
      String question = digits(random, prompt == 0 ? 2 : 6 + random.nextInt(45));
      String response = digits(random, 40);
      for (int i = 0; i < prompt; i++) {
        texts.add(Conversation.of(question, response.substring(0, 1 + random.nextInt(39))));
      }
      texts.add(Conversation.of(question, digits(random, 1 + random.nextInt(20))));
      texts.add(Conversation.of(question, digits(random, 0)));
    }
    texts.add(texts.getLast());
    return texts;
  }

  private static String digits(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  /** The tiny models' chat template by hand: each content, and the end of a line. */
  private static String rendered(Conversation text) {
    return TokenizerFiles.BEGIN
        + text.messages().getFirst().get("content")
        + '\n'
        + text.response()
        + '\n';
  }

  private long[] ids(String text) throws IOException {
    Path written = directory.resolve("tokenizer.json");
    if (!written.toFile().exists()) {
      TinyModel.llama().write(directory);
    }
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(written)) {
      return tokenizer.encode(text, false, false).getIds();
    }
  }

  private static void assertScored(Reward reward, double expected, double tolerance, String... as) {
    assertThat(reward)
        .as(String.join(" ", as))
        .isInstanceOfSatisfying(
            Scored.class,
            scored ->
                assertThat(scored.logit())
                    .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected)))));
  }

  private static RewardModel load(Path directory, String dtype) {
    return RewardModel.load(directory, new Placement("cpu", dtype));
  }
}
