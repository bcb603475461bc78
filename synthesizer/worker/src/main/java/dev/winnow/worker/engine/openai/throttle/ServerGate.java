package dev.winnow.worker.engine.openai.throttle;

import dev.winnow.worker.engine.EngineStatus;
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
  /** How long a refused request waits for what becomes of others, before it counts as a bad one. */
  private static final Duration UNDECIDED = Duration.ofSeconds(2);

  private final Breaker breaker;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition decided = lock.newCondition();
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
   * Waits until a request may be sent. Whoever entered calls exactly one of {@link #accepted},
   * {@link #refused}, {@link #refusedForItself}, {@link #throttled}, {@link #failed}, {@link
   * #unusable} and {@link #abandoned} afterwards.
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

  /** The server took the request for a good one. */
  public void accepted() {
    leave(() -> breaker.accepted(clock.instant()));
  }

  /** The server refused the request for its own content or length. */
  public void refusedForItself() {
    leave(() -> breaker.refusedForItself(clock.instant()));
  }

  /**
   * The server refused the request, which may concern it alone or every one. Waits up to two
   * seconds until that shows.
   *
   * @param prompt whose request it was; empty when its refusal has been counted
   * @param status of the refusal
   * @param isClosed as for {@link #enter}
   * @return whether the server refuses every request: then this one is to be sent again
   */
  public boolean refused(
      Optional<String> prompt, int status, String reason, BooleanSupplier isClosed)
      throws InterruptedException {
    lock.lock();
    try {
      inFlight--;
      long before = breaker.accepted();
      boolean waits = breaker.refused(prompt, status, reason, clock.instant());
      signalFirst();
      decided.signalAll();
      long left = waits ? UNDECIDED.toNanos() : 0;
      while (left > 0
          && !isClosed.getAsBoolean()
          && breaker.accepted() == before
          && !breaker.refusesAll()) {
        left = decided.awaitNanos(left);
      }
      return breaker.refusesAll();
    } finally {
      lock.unlock();
    }
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

  /** Requests that the server took for good ones so far. */
  public long acceptedSoFar() {
    lock.lock();
    try {
      return breaker.accepted();
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
      decided.signalAll();
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
      decided.signalAll();
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
