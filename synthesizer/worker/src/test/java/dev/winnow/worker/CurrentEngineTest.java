package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.CurrentEngine.Use;
import org.junit.jupiter.api.Test;

class CurrentEngineTest {
  private final VersionedEngine first = new VersionedEngine(1);
  private final VersionedEngine second = new VersionedEngine(2);
  private final CurrentEngine current = new CurrentEngine(first);

  @Test
  void aRequestThatRunsKeepsItsEngineAndTheNextGetsTheNewOne() {
    Use running = current.use();

    current.replace(second);

    assertThat(running.engine()).isSameAs(first);
    assertThat(first.isClosed).isFalse();
    assertThat(current.use().engine()).isSameAs(second);
  }

  @Test
  void theOldEngineIsClosedAfterItsLastRequest() {
    Use one = current.use();
    Use other = current.use();
    current.replace(second);

    one.close();
    one.close();
    boolean closedEarly = first.isClosed;
    other.close();

    assertThat(closedEarly).isFalse();
    assertThat(first.isClosed).isTrue();
    assertThat(second.isClosed).isFalse();
  }

  @Test
  void anEngineWithoutRequestsIsClosedAtOnce() {
    current.use().close();

    current.replace(second);

    assertThat(first.isClosed).isTrue();
  }

  @Test
  void closingClosesAllThatAreOpenAndWhatComesLater() {
    Use running = current.use();
    current.replace(second);
    VersionedEngine late = new VersionedEngine(3);

    current.close();
    current.replace(late);
    running.close();

    assertThat(first.isClosed).isTrue();
    assertThat(second.isClosed).isTrue();
    assertThat(late.isClosed).isTrue();
  }

  @Test
  void whatWasGeneratedNeverShrinks() {
    first.generated = 100;
    second.generated = 7;
    Use running = current.use();

    current.replace(second);
    long whileBothAreOpen = current.load().generated().orElseThrow();
    first.generated = 120;
    running.close();

    assertThat(whileBothAreOpen).isEqualTo(107);
    assertThat(current.load().generated()).hasValue(127);
  }
}
