package dev.winnow.synthesizer.engine.openai.throttle;

import dev.winnow.synthesizer.engine.EngineStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where all requests to one server pass: each waits here, in the order in which it came, until the
 * {@link Breaker} lets it go, and says afterwards how it fared. Thread-safe.
 */
public final class ServerGate {
  private final Breaker breaker;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Condition> queue = new ArrayDeque<>();
  private int inFlight;

  /**
   * @param most requests in flight, at least 1
   */
  ServerGate(Backoff backoff, int most, InstantSource clock) {
    this.clock = clock;
    this.breaker =
        new Breaker(backoff, most, () -> ThreadLocalRandom.current().nextDouble(), clock.instant());
  }

  /**
   * Waits until a request may be sent. Whoever entered calls exactly one of {@link #answered},
   * {@link #throttled}, {@link #failed}, {@link #unusable} and {@link #abandoned} afterwards.
   *
   * @param isClosed whether to give up; looked at whenever {@link #wake} is called
   * @return false when given up
   */
  public boolean enter(BooleanSupplier isClosed) throws InterruptedException {
    lock.lockInterruptibly();
    Condition own = lock.newCondition();
    queue.add(own);
    try {
      while (!isClosed.getAsBoolean()) {
        Optional<Duration> wait =
            queue.peek() == own ? breaker.untilNext(inFlight, clock.instant()) : Optional.empty();
        if (wait.isEmpty()) {
          own.await();
        } else if (wait.get().isZero()) {
          inFlight++;
          breaker.entered(clock.instant());
          return true;
        } else {
          boolean unused = own.await(wait.get().toNanos(), TimeUnit.NANOSECONDS);
        }
      }
      return false;
    } finally {
      queue.remove(own);
      signalFirst();
      lock.unlock();
    }
  }

  /** The server answered, if only to refuse this request. */
  public void answered() {
    leave(() -> breaker.answered(clock.instant()));
  }

  /** The server asked everybody to wait. */
  public void throttled(String code, String reason, Optional<Duration> asked) {
    leave(() -> breaker.throttled(code, reason, asked, clock.instant()));
  }

  /** The server failed, maybe at this request alone. */
  public void failed(String code, String reason, Optional<Duration> asked) {
    leave(() -> breaker.failed(code, reason, asked, clock.instant()));
  }

  /** The server answers nobody until somebody mends something. */
  public void unusable(String code, String reason) {
    leave(() -> breaker.unusable(code, reason, clock.instant()));
  }

  /** The request was given up by whoever sent it: that says nothing of the server. */
  public void abandoned() {
    leave(() -> {});
  }

  /** Requests of all kinds that were answered so far. */
  public long successes() {
    lock.lock();
    try {
      return breaker.successes();
    } finally {
      lock.unlock();
    }
  }

  /** Whether another request would have to wait for a reason of the server's. */
  public boolean isHindered() {
    lock.lock();
    try {
      return breaker.hindrance(clock.instant()).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Requests that wait here or are being answered. */
  public int requests() {
    lock.lock();
    try {
      return queue.size() + inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** How the server fares. */
  public EngineStatus status() {
    lock.lock();
    try {
      Instant now = clock.instant();
      return breaker
          .hindrance(now)
          .map(h -> EngineStatus.hindered(h.state(), h.code(), h.reason(), h.since()))
          .orElseGet(() -> EngineStatus.ready(breaker.readySince()));
    } finally {
      lock.unlock();
    }
  }

  /** Everybody who waits looks whether to give up. */
  public void wake() {
    lock.lock();
    try {
      queue.forEach(Condition::signal);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Runnable told) {
    lock.lock();
    try {
      inFlight--;
      told.run();
      signalFirst();
    } finally {
      lock.unlock();
    }
  }

  private void signalFirst() {
    Condition first = queue.peek();
    if (first != null) {
      first.signal();
    }
  }
}
