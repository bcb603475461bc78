package dev.winnow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StageThreadTest {
  static Stream<Throwable> whateverMayBeThrown() {
    return Stream.of(
        new StackOverflowError("too deep"),
        new OutOfMemoryError("no heap"),
        new NoClassDefFoundError("gone"),
        new IllegalStateException("wrong"),
        new java.io.IOException("disk"));
  }

  @ParameterizedTest
  @MethodSource("whateverMayBeThrown")
  void anythingThatEndsAThreadEarlyIsInItsHealth(Throwable killer) throws Exception {
    StageThread thread =
        StageThread.start(
            "reader",
            () -> {
              if (killer instanceof Error error) {
                throw error;
              }
              throw (Exception) killer;
            });
    thread.join();

    assertThat(thread.health().isFailed()).isTrue();
    assertThat(thread.health().describe())
        .contains("thread 'reader' died")
        .contains(String.valueOf(killer.getMessage()));
  }

  @Test
  void aThreadThatRunsOrHasReturnedIsWell() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    StageThread thread = StageThread.start("reader", end::await);
    assertThat(thread.health()).isEqualTo(Health.ok());
    end.countDown();
    thread.join();

    assertThat(thread.health()).isEqualTo(Health.ok());
  }
}
