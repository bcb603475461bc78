package dev.winnow.planner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.HeapStores;
import dev.winnow.planner.schedule.FairScheduler.Turn;
import dev.winnow.planner.schedule.FairScheduler.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** FairScheduler over any course of waiting, ordering and judging. */
class FairSchedulerTest {
  private static final int WINDOW = 16;

  private final KeyValueStore<byte[], byte[]> store = HeapStores.create();
  private final Map<String, Weight> shares = new HashMap<>();
  private FairScheduler turns = open();

  private FairScheduler open() {
    return new FairScheduler(store, WINDOW, recipe -> Optional.ofNullable(shares.get(recipe)));
  }

  @Property(tries = 300)
  void everyPromptHasItsTurnOnceAndTheWindowIsKept(
      @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> recipes,
      @ForAll @IntRange(min = 1, max = 6) int round) {
    for (int i = 0; i < 4; i++) {
      shares.put("r" + i, new Weight(i < 3 ? "pool" : "other", i + 1));
    }
    List<Turn> waiting = new ArrayList<>();
    for (int recipe : recipes) {
      waiting.add(new Turn("r" + recipe, "p" + waiting.size()));
      turns.await("r" + recipe, waiting.getLast().promptId(), recipe % 2 == 0);
    }

    List<Turn> served = new ArrayList<>();
    List<Turn> onOrder = new ArrayList<>();
    for (Optional<Turn> turn = turns.next(); turn.isPresent() || !onOrder.isEmpty(); ) {
      if (turn.isPresent()) {
        turns.ordered(turn.get().recipe(), round);
        onOrder.add(turn.get());
        served.add(turn.get());
        assertThat(onOrder.stream().filter(one -> !one.recipe().equals("r3")).count() * round)
            .isLessThan(WINDOW + round);
      } else {
        turns.freed(onOrder.removeFirst().recipe(), round);
      }
      turns = open();
      turn = turns.next();
    }

    assertThat(served).containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(isEmpty()).as("nothing is left behind").isTrue();
  }

  @Example
  void withinARecipeThoseThatWaitedLongestComeFirst() {
    shares.put("r", new Weight("pool", 1));
    turns.await("r", "fresh-1", false);
    turns.await("r", "fresh-2", false);
    turns.await("r", "begun-1", true);
    turns.await("r", "begun-2", true);

    List<String> order = new ArrayList<>();
    for (Optional<Turn> turn = turns.next(); turn.isPresent(); turn = turns.next()) {
      order.add(turn.get().promptId());
    }

    assertThat(order).containsExactly("begun-1", "begun-2", "fresh-1", "fresh-2");
  }

  @Example
  void aRecipeIsNotFreeWhileAnotherOneWaits() {
    shares.put("a", new Weight("pool", 1));
    shares.put("b", new Weight("pool", 1));
    assertThat(turns.isFree("b")).isTrue();

    turns.await("a", "p", false);

    assertThat(turns.isFree("b")).isFalse();
  }

  @Example
  void aRecipeThatIsDeletedHasItsTurnWithoutRoom() {
    shares.put("r", new Weight("pool", 1));
    turns.ordered("r", WINDOW);
    turns.await("r", "p", false);
    assertThat(turns.next()).isEmpty();

    shares.clear();

    assertThat(turns.next()).contains(new Turn("r", "p"));
  }

  @Example
  void aRecipeThatTookLittleWhileThePoolHadRoomGetsNoCredit() {
    shares.put("slow", new Weight("pool", 1));
    shares.put("busy", new Weight("pool", 1));
    turns.ordered("slow", 1);
    turns.ordered("busy", 1);
    for (int i = 0; i < 1_000; i++) {
      turns.ordered("busy", 1);
      turns.freed("busy", 1);
    }
    for (int i = 0; i < 40; i++) {
      turns.await("slow", "slow-" + i, false);
      turns.await("busy", "busy-" + i, false);
    }

    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      Turn turn = turns.next().orElseThrow();
      served.merge(turn.recipe(), 1, Integer::sum);
      turns.ordered(turn.recipe(), 1);
      turns.freed(turn.recipe(), 1);
    }

    assertThat(served.get("busy")).isBetween(19, 21);
  }

  @Example
  void choosingATurnLooksAtEachRecipeOnce() {
    List<String> asked = new ArrayList<>();
    FairScheduler many =
        new FairScheduler(
            store,
            WINDOW,
            recipe -> {
              asked.add(recipe);
              return Optional.of(new Weight("pool", 1));
            });
    for (int i = 0; i < 100; i++) {
      many.await("r" + i, "p", false);
    }
    asked.clear();

    many.next();

    assertThat(asked).hasSizeLessThanOrEqualTo(101);
  }

  private boolean isEmpty() {
    try (KeyValueIterator<byte[], byte[]> entries = store.all()) {
      return !entries.hasNext();
    }
  }
}
