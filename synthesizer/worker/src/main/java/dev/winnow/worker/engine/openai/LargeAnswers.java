package dev.winnow.worker.engine.openai;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds the memory that answers take while they are read: beyond its first part, an answer is read
 * only while it has one of a few permits. Whoever has one can finish, so nobody waits for ever.
 * Thread-safe.
 */
final class LargeAnswers {
  /** What every answer may take without a permit, in bytes. */
  static final int SMALL = 1 << 20;

  private static final int MAX_PERMITS = 16;
  private static final int HEAP_SHARE = 16;

  private final Queue<Permit> waiting = new ArrayDeque<>();
  private int free;

  /** As many permits as the largest answers fit a part of the heap, at least one. */
  LargeAnswers(int maxAnswerBytes) {
    long fit = Runtime.getRuntime().maxMemory() / HEAP_SHARE / maxAnswerBytes;
    this.free = (int) Math.clamp(fit, 1, MAX_PERMITS);
  }

  /** One answer's permit, once it asks for it. */
  final class Permit implements AutoCloseable {
    private final Runnable whenGranted;
    private boolean isGranted;
    private boolean isClosed;

    private Permit(Runnable whenGranted) {
      this.whenGranted = whenGranted;
    }

    /** Gives it back, or no longer waits for it. Safe to call twice. */
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

  /** Asks for a permit; {@code whenGranted} runs once it is there, maybe at once. */
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
