package dev.winnow.runtime.http;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits the memory of answers that are being read: beyond its first part, an answer is read only
 * while it holds one of a few permits. A holder can always finish, so no answer waits without end.
 * Thread-safe.
 */
final class LargeAnswers {
  /** Number of bytes that an answer may use without a permit. */
  static final int SMALL = 1 << 20;

  private static final int MAX_PERMITS = 16;
  private static final int HEAP_SHARE = 16;

  private final Queue<Permit> waiting = new ArrayDeque<>();
  private int free;

  /**
   * Creates as many permits as answers of maximum size fit into a part of the heap, at least one.
   */
  LargeAnswers(int maxAnswerBytes) {
    long fit = Runtime.getRuntime().maxMemory() / HEAP_SHARE / maxAnswerBytes;
    this.free = (int) Math.clamp(fit, 1, MAX_PERMITS);
  }

  /** The permit of one answer, once it asks for it. */
  final class Permit implements AutoCloseable {
    private final Runnable whenGranted;
    private boolean isGranted;
    private boolean isClosed;

    private Permit(Runnable whenGranted) {
      this.whenGranted = whenGranted;
    }

    /** Returns the permit, or stops waiting for it. May be called twice. */
    @Override
    public void close() {
      Permit next;
      synchronized (LargeAnswers.this) {
        if (isClosed) {
          return;
        }
        isClosed = true;
        waiting.remove(this);
        next = isGranted ? waiting.poll() : null;
        if (next != null) {
          next.isGranted = true;
        } else if (isGranted) {
          free++;
        }
      }
      if (next != null) {
        next.whenGranted.run();
      }
    }
  }

  /** Asks for a permit; {@code whenGranted} runs once it is available, possibly at once. */
  Permit ask(Runnable whenGranted) {
    Permit permit = new Permit(whenGranted);
    synchronized (this) {
      if (free == 0) {
        waiting.add(permit);
        return permit;
      }
      free--;
      permit.isGranted = true;
    }
    whenGranted.run();
    return permit;
  }
}
