package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.transformer.RewardBatch.Group;
import dev.winnow.transformer.RewardBatch.Separate;
import dev.winnow.transformer.RewardBatch.Shared;
import dev.winnow.transformer.RewardBatch.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewardBatchesTest {
  private static final int TOKENS = 200;
  private static final long CELLS = 4_000;
  private static final RewardBatches BATCHES = new RewardBatches(TOKENS, CELLS);

  @Test
  void textsOfOnePromptShareTheirBeginning() {
    List<RewardBatch> batches =
        BATCHES.of(List.of(List.of(text(0, 10, 5, 1), text(1, 10, 7, 2), text(2, 10, 3, 3))));

    assertThat(batches).singleElement().isInstanceOf(Shared.class);
    assertThat(((Shared) batches.getFirst()).groups())
        .singleElement()
        .extracting(Group::prefix)
        .isEqualTo(10);
  }

  @Test
  void equalTextsKeepOneTokenEach() {
    List<RewardBatch> batches = BATCHES.of(List.of(List.of(text(0, 10, 5, 1), text(1, 10, 5, 1))));

    assertThat(((Shared) batches.getFirst()).groups().getFirst().prefix()).isEqualTo(14);
  }

  @Test
  void aShortBeginningIsNotShared() {
    List<RewardBatch> batches =
        BATCHES.of(
            List.of(
                List.of(
                    text(0, RewardBatches.MIN_PREFIX - 1, 5, 1),
                    text(1, RewardBatches.MIN_PREFIX - 1, 5, 2))));

    assertThat(batches).singleElement().isInstanceOf(Separate.class);
  }

  @Test
  void textsOfSimilarLengthAreTogetherWhateverTheirOrder() {
    List<RewardBatch> batches =
        BATCHES.of(
            List.of(
                List.of(text(0, 90, 10, 1)),
                List.of(text(1, 3, 2, 1)),
                List.of(text(2, 90, 9, 1)),
                List.of(text(3, 3, 3, 1))));

    assertThat(batches)
        .extracting(RewardBatchesTest::indices)
        .containsExactly(List.of(1, 3), List.of(2, 0));
  }

  @Test
  void aTextLargerThanABatchIsTakenAlone() {
    List<RewardBatch> batches =
        BATCHES.of(List.of(List.of(text(0, 300, 5, 1)), List.of(text(1, 300, 4, 2))));

    assertThat(batches).hasSize(2).allSatisfy(batch -> assertThat(indices(batch)).hasSize(1));
  }

  @Test
  void everyTextIsInOneBatchAndNoBatchIsTooLarge() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<List<Text>> prompts = new ArrayList<>();
      int count = 0;
      for (int prompt = 0; prompt < random.nextInt(12); prompt++) {
        int prefix = random.nextInt(40);
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(8); i++) {
          texts.add(text(count++, prefix, 1 + random.nextInt(60), random.nextInt(3)));
        }
        prompts.add(texts);
      }

      List<RewardBatch> batches = BATCHES.of(prompts);

      assertThat(batches.stream().flatMap(batch -> indices(batch).stream()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
      assertThat(batches)
          .as("seed %d", seed)
          .allSatisfy(batch -> assertThat(padded(batch)).isLessThanOrEqualTo(TOKENS));
    }
  }

  private static List<Integer> indices(RewardBatch batch) {
    return switch (batch) {
      case Separate separate -> separate.texts().stream().map(Text::index).toList();
      case Shared shared ->
          shared.groups().stream()
              .flatMap(group -> group.texts().stream())
              .map(Text::index)
              .toList();
    };
  }

  private static int padded(RewardBatch batch) {
    return switch (batch) {
      case Separate separate ->
          separate.texts().size()
              * separate.texts().stream().mapToInt(Text::length).max().orElseThrow();
      case Shared shared -> {
        List<Group> groups = shared.groups();
        int prefix = groups.stream().mapToInt(Group::prefix).max().orElseThrow();
        int tail = groups.stream().mapToInt(Group::longestTail).max().orElseThrow();
        int rows = groups.stream().mapToInt(group -> group.texts().size()).sum();
        yield groups.size() * prefix + rows * tail;
      }
    };
  }

  /** A text of a beginning that all texts of this length share, and an end of its own. */
  private static Text text(int index, int prefix, int tail, int end) {
    long[] ids = new long[prefix + tail];
    Arrays.fill(ids, 0, prefix, 7);
    Arrays.fill(ids, prefix, ids.length, 100 + end);
    return new Text(index, ids);
  }
}
