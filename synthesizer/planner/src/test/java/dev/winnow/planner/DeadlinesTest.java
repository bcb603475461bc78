package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final int MAX_AT_ONCE = 10_000;

  private final Deadlines deadlines = new Deadlines(HeapStores.create());

  @Test
  void takesABoundedNumberAtOnceAndTheRestTheNextTime() {
    for (int i = 0; i < MAX_AT_ONCE + 5; i++) {
      deadlines.move(0, 7, "p" + i);
    }
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();

    deadlines.takeDue(7, first::add);
    deadlines.takeDue(7, second::add);

    assertThat(first).hasSize(MAX_AT_ONCE);
    assertThat(second).hasSize(5);
  }

  @Test
  void takesTheEarliestFirst() {
    deadlines.move(0, 9, "late");
    deadlines.move(0, 8, "early");
    deadlines.move(0, 10, "not yet");
    List<String> due = new ArrayList<>();

    deadlines.takeDue(9, due::add);

    assertThat(due).containsExactly("early", "late");
  }
}
