package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class IdleCommitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final IdleCommit idleCommit = new IdleCommit(nanos::get);
  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

  private static void look(MockProcessorContext<?, ?> context) {
    context.scheduledPunctuators().getFirst().getPunctuator().punctuate(0);
  }

  private void pass(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  @Test
  void commitsOnceNoRecordComesAnyMore() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis());

    look(context);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void leavesTheCommitToTheIntervalWhileRecordsKeepComing() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis() - 1);
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis() - 1);

    look(context);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void isNotIdleWhileAnotherTaskOfTheStageHasRecords() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    IdleCommit.Watch other = idleCommit.watch(new MockProcessorContext<Void, Void>());
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis());
    other.onRecord();

    look(context);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void leavesTheCommitToTheIntervalWhileTheStageIsBusy() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    for (int i = 0; i <= IdleCommit.BUSY_RECORDS; i++) {
      watch.onRecord();
    }
    pass(IdleCommit.IDLE.toMillis());

    look(context);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void commitsAtOnceAgainWhenTheBusyTimeIsOver() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    for (int i = 0; i <= IdleCommit.BUSY_RECORDS; i++) {
      watch.onRecord();
    }
    pass(2_000);
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis());

    look(context);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void commitsNothingTwice() {
    IdleCommit.Watch watch = idleCommit.watch(context);
    watch.onRecord();
    pass(IdleCommit.IDLE.toMillis());
    look(context);
    context.resetCommit();

    look(context);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void looksNoMoreOnceItIsStopped() {
    IdleCommit.Watch watch = idleCommit.watch(context);

    watch.stop();

    assertThat(context.scheduledPunctuators().getFirst().cancelled()).isTrue();
  }
}
