package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VerdictHistoryTest {
  private static final String ID = "p/0";

  private final VerdictHistory history = new VerdictHistory();

  @Test
  void theVerdictOnACandidateThatWasNotJudgedAgainIsCurrent() {
    assertThat(history.isCurrent(ID, 0)).isTrue();
    assertThat(history.isLatest(ID, 0)).isTrue();
  }

  @Test
  void aDecidedVerdictTakesThePlaceOfTheOneBefore() {
    history.note(ID, 1, Outcome.REJECTED, Outcome.ACCEPTED);

    assertThat(history.isCurrent(ID, 0)).isFalse();
    assertThat(history.isCurrent(ID, 1)).isTrue();
    assertThat(history.isCurrent("p/1", 0)).as("another candidate").isTrue();
  }

  @Test
  void anUndecidedVerdictIsTheLatestButTakesThePlaceOfNoDecidedOne() {
    history.note(ID, 1, Outcome.UNDECIDED, Outcome.ACCEPTED);

    assertThat(history.isCurrent(ID, 0)).isTrue();
    assertThat(history.isCurrent(ID, 1)).isFalse();
    assertThat(history.isLatest(ID, 0)).isFalse();
    assertThat(history.isLatest(ID, 1)).isTrue();
  }

  @Test
  void aRowThatReplacesNothingIsRefused() {
    assertThatThrownBy(() -> history.note(ID, 0, Outcome.ACCEPTED, Outcome.REJECTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("want above 0, not 0");
  }

  @Property
  void ofAnyChainInAnyOrderTheLatestDecidedVerdictIsCurrentElseTheLatest(
      @ForAll @Size(min = 1, max = 6) List<Outcome> chain, @ForAll long order) {
    List<Integer> revisions = new ArrayList<>(IntStream.range(1, chain.size()).boxed().toList());
    revisions.addAll(List.copyOf(revisions));
    Collections.shuffle(revisions, new Random(order));

    VerdictHistory any = new VerdictHistory();
    revisions.forEach(
        revision -> any.note(ID, revision, chain.get(revision), chain.get(revision - 1)));

    int last = chain.size() - 1;
    int decided =
        Math.max(chain.lastIndexOf(Outcome.ACCEPTED), chain.lastIndexOf(Outcome.REJECTED));
    assertThat(IntStream.rangeClosed(0, last).filter(n -> any.isCurrent(ID, n)))
        .containsExactly(decided < 0 ? last : decided);
    assertThat(IntStream.rangeClosed(0, last).filter(n -> any.isLatest(ID, n)))
        .containsExactly(last);
  }
}
