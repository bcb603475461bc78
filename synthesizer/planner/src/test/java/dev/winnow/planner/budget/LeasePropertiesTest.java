package dev.winnow.planner.budget;

import dev.winnow.schemas.Budget;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Budgets under leases: never passed, and used to the end, whatever the order in which partitions,
 * hours, restarts and changes of the recipe interleave.
 */
class LeasePropertiesTest {
  private static final int STEPS = 1_500;

  @Property(tries = 100)
  void noBudgetIsPassedWhateverHappens(
      @ForAll @IntRange(min = 1, max = 5) int partitions, @ForAll long seed) {
    Random random = new Random(seed);
    LeaseWorld world = new LeaseWorld(partitions, random, budget(random));

    for (int step = 0; step < STEPS; step++) {
      world.step();
      switch (random.nextInt(200)) {
        case 0 -> world.publish(budget(random));
        case 1 -> world.delete();
        case 2 -> world.passHalfAnHour();
        default -> {}
      }
    }
  }

  @Property(tries = 100)
  void everyCandidateThatIsNotOrderedComesBack(
      @ForAll @IntRange(min = 1, max = 5) int partitions, @ForAll long seed) {
    Random random = new Random(seed);
    LeaseWorld world = new LeaseWorld(partitions, random, budget(random));
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }

    world.settle();

    world.verifyNothingIsHeld();
  }

  @Property(tries = 100)
  void theWholeBudgetIsUsedWherePromptsWait(
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll @IntRange(min = 1, max = 400) int candidates,
      @ForAll long seed) {
    Random random = new Random(seed);
    LeaseWorld world =
        new LeaseWorld(partitions, random, new Budget((long) candidates, null, null, null));
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }

    world.settle();

    world.verifyUsedUpWhereAPromptWaits(candidates);
  }

  @Property(tries = 100)
  void waitingPromptsGoOnWhenTheBudgetIsRaised(
      @ForAll @IntRange(min = 1, max = 5) int partitions, @ForAll long seed) {
    Random random = new Random(seed);
    LeaseWorld world = new LeaseWorld(partitions, random, new Budget(20L, null, null, null));
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }
    world.settle();

    world.publish(new Budget(1_000_000L, null, null, null));
    world.settle();

    world.verifyNobodyWaits();
  }

  private static Budget budget(Random random) {
    int longest = LeaseWorld.MAX_TOKENS;
    return new Budget(
        sometimes(1 + random.nextInt(300), random),
        sometimes(longest + random.nextInt(longest * 100), random),
        sometimes(5 + random.nextInt(60), random),
        sometimes(longest * 5 + random.nextInt(longest * 60), random));
  }

  private static @Nullable Long sometimes(long limit, Random random) {
    return random.nextBoolean() ? limit : null;
  }
}
