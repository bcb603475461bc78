package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.Deadlines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final int MAX_AT_ONCE = 10_000;

  private final Deadlines deadlines = new Deadlines(HeapStores.create());

  @Test
  void takesABoundedNumberAtOnceAndTheRestTheNextTime() {
    for (int i = 0; i < MAX_AT_ONCE + 5; i++) {
      deadlines.move(0, 7, bytes("p" + i));
    }
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();

    deadlines.takeDue(7, id -> first.add(new String(id, StandardCharsets.UTF_8)));
    deadlines.takeDue(7, id -> second.add(new String(id, StandardCharsets.UTF_8)));

    assertThat(first).hasSize(MAX_AT_ONCE);
    assertThat(second).hasSize(5);
  }

  @Test
  void takesTheEarliestFirst() {
    deadlines.move(0, 9, bytes("late"));
    deadlines.move(0, 8, bytes("early"));
    deadlines.move(0, 10, bytes("not yet"));
    List<String> due = new ArrayList<>();

    deadlines.takeDue(9, id -> due.add(new String(id, StandardCharsets.UTF_8)));

    assertThat(due).containsExactly("early", "late");
  }

  private static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
