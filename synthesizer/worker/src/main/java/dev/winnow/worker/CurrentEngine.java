package dev.winnow.worker;

import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.worker.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The engine that samples now. Another may take its place while requests run: they finish with the
 * engine that they began with, which is closed after the last of them. Thread-safe.
 */
final class CurrentEngine implements AutoCloseable {
  /** Those that are open, the current one last. */
  private final List<Held> open = new ArrayList<>();

  private long closedTokens;
  private boolean isClosed;

  CurrentEngine(Engine first) {
    open.add(new Held(first));
  }

  /** An engine, and how many requests use it. */
  private static final class Held {
    final Engine engine;
    int uses;

    Held(Engine engine) {
      this.engine = engine;
    }
  }

  /** A use of an engine, which stays open until this is closed. */
  interface Use extends AutoCloseable {
    Engine engine();

    @Override
    void close();
  }

  /** Returns the engine for a new request. */
  synchronized Use use() {
    Held held = open.getLast();
    held.uses++;
    return new Use() {
      private boolean isEnded;

      @Override
      public Engine engine() {
        return held.engine;
      }

      @Override
      public void close() {
        if (!isEnded) {
          isEnded = true;
          ended(held);
        }
      }
    };
  }

  /** Returns the engine that new requests get, to ask how it is; it may be closed at any time. */
  synchronized Engine now() {
    return open.getLast().engine;
  }

  /** Lets new requests have this engine. */
  void replace(Engine next) {
    Held before;
    synchronized (this) {
      if (!isClosed) {
        before = open.getLast();
        before.uses++;
        open.add(new Held(next));
      } else {
        before = new Held(next);
        before.uses = 1;
      }
    }
    // The engine is closed by the request or the call that ends its last use.
    ended(before);
  }

  /** Returns how busy the current engine is, and what all of them have generated. */
  synchronized EngineLoad load() {
    EngineLoad now = open.getLast().engine.load();
    if (now.generated().isEmpty()) {
      return now;
    }
    long generated = closedTokens;
    for (Held held : open) {
      generated += held.engine.load().generated().orElse(0);
    }
    return new EngineLoad(now.fill(), OptionalLong.of(generated));
  }

  private void ended(Held held) {
    synchronized (this) {
      held.uses--;
      boolean isCurrent = !isClosed && open.getLast() == held;
      if (held.uses > 0 || isCurrent || (isClosed && open.contains(held))) {
        return;
      }
      if (open.remove(held)) {
        closedTokens += held.engine.load().generated().orElse(0);
      }
    }
    held.engine.close();
  }

  /** Closes all that are open; requests that still run fail as transient. */
  @Override
  public void close() {
    List<Held> closing;
    synchronized (this) {
      isClosed = true;
      closing = List.copyOf(open);
    }
    closing.forEach(held -> held.engine.close());
  }
}
