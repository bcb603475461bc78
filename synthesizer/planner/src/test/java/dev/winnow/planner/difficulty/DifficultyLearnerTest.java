package dev.winnow.planner.difficulty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifficultyLearnerTest {
  private final HeapDifficultyStore store = new HeapDifficultyStore();
  private final DifficultyLearner learner = new DifficultyLearner(store);

  @Test
  void afterARestartTheOldModelIsThePriorUntilThereIsEnoughToLearnFrom() {
    learn(200, 4, 4);
    double before = mean();

    learner.restart();

    assertThat(before).isGreaterThan(0.9);
    assertThat(mean()).isEqualTo(before);
    assertThat(store.cells()).isEmpty();
    assertThat(store.rounds()).isZero();
  }

  @Test
  void theOldModelIsAWeakPriorOfTheNewOne() {
    learn(200, 4, 4);
    learner.restart();

    learn(60, 4, 0);

    assertThat(mean()).isLessThan(0.3);
  }

  @Test
  void whatTheOldModelKnewCountsWhereTheNewOneSaysLittle() {
    DifficultyLearner fresh = new DifficultyLearner(new HeapDifficultyStore());
    learn(200, 4, 0);
    learner.restart();

    for (DifficultyLearner some : new DifficultyLearner[] {learner, fresh}) {
      for (int prompt = 0; prompt < 50; prompt++) {
        some.record(Cell.NONE, Cell.of(1, 1, 10));
      }
    }

    assertThat(mean()).isLessThan(fresh.model().prior(Cell.NONE).mean(0, 0));
  }

  @Test
  void aRestartIsKeptInTheStore() {
    learn(200, 4, 4);
    learner.restart();

    DifficultyLearner again = new DifficultyLearner(store);

    assertThat(again.model().prior(Cell.NONE).mean(0, 0)).isEqualTo(mean());
    assertThat(again.model().rounds()).isZero();
  }

  private void learn(int prompts, int judged, int accepted) {
    for (int prompt = 0; prompt < prompts; prompt++) {
      learner.record(Cell.NONE, Cell.of(judged, accepted, 40));
    }
  }

  /** The expected pass rate of a prompt of which nothing is known. */
  private double mean() {
    return learner.model().prior(Cell.NONE).mean(0, 0);
  }
}
