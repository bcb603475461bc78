package dev.winnow.planner.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.planner.difficulty.HeapDifficultyStore;
import dev.winnow.schemas.plugin.BadOptionsException;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever the code of a strategy does, it is a refusal that names the strategy. */
class ForeignStrategyTest {
  record None() {}

  private record Foreign(Supplier<Strategy> creation) implements StrategyPlugin<None> {
    @Override
    public String name() {
      return "foreign";
    }

    @Override
    public String summary() {
      return "a strategy of somebody else's";
    }

    @Override
    public Class<None> options() {
      return None.class;
    }

    @Override
    public Strategy create(None options, Supplier<DifficultyStore> memory) {
      return creation.get();
    }
  }

  /** Fails at every call. */
  private static final class Failing implements Strategy {
    @Override
    public Decision decide(Map<String, String> metadata, Counts counts) {
      throw new NullPointerException("no metadata");
    }

    @Override
    public Cell learn(Cell before, Counts counts) {
      throw new NullPointerException("no cell");
    }

    @Override
    public void restart() {
      throw new NoClassDefFoundError("org/example/Gone");
    }
  }

  @Test
  void aStrategyThatCannotBeCreatedIsRefused() {
    assertRefused(
        () ->
            created(
                () -> {
                  throw new NullPointerException("no list");
                }),
        "no list");
    assertRefused(() -> created(() -> null), "null was returned");
  }

  @Test
  void aStrategyThatFailsIsRefused() {
    Strategy failing = created(Failing::new);

    assertRefused(() -> failing.decide(Map.of(), Counts.NONE), "no metadata");
    assertRefused(() -> failing.learn(Cell.NONE, Counts.NONE), "no cell");
    assertRefused(failing::restart, "org/example/Gone");
  }

  @Test
  void aRoundOfNoCandidatesIsRefused() {
    Strategy empty =
        created(() -> (metadata, counts) -> new Decision.SampleMore(0, new Wanted.Every()));

    assertThatThrownBy(() -> empty.decide(Map.of(), Counts.NONE))
        .isInstanceOf(BadOptionsException.class)
        .hasMessage("strategy 'foreign' ordered a round of 0 candidates");
  }

  private static Strategy created(Supplier<Strategy> creation) {
    return new BoundStrategy<>(new Foreign(creation), new None()).create(HeapDifficultyStore::new);
  }

  private static void assertRefused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOf(BadOptionsException.class)
        .hasMessageStartingWith("strategy 'foreign' cannot be used: ")
        .hasMessageContaining(why);
  }
}
