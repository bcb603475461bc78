package dev.winnow.runtime.http.throttle;

import dev.winnow.runtime.pool.EngineStatus;
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
 * The gate for all requests to one server: each waits here, in order of arrival, until the {@link
 * Breaker} permits it, and reports its result afterwards. Thread-safe.
 */
public final class ServerGate {
  /** How long a rejected request waits for the results of others before it counts as invalid. */
  private static final Duration UNDECIDED = Duration.ofSeconds(2);

  private final Breaker breaker;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition decided = lock.newCondition();
  private final Queue<Condition> queue = new ArrayDeque<>();
  private int inFlight;

  /**
   * @param maxRequests maximum number of requests in flight, at least 1
   */
  ServerGate(Backoff backoff, int maxRequests, InstantSource clock) {
    this.clock = clock;
    this.breaker =
        new Breaker(
            backoff, maxRequests, () -> ThreadLocalRandom.current().nextDouble(), clock.instant());
  }

  /**
   * Waits until a request may be sent. The caller must then call exactly one of {@link #accepted},
   * {@link #refused}, {@link #refusedForItself}, {@link #throttled}, {@link #failed}, {@link
   * #unusable} and {@link #abandoned}.
   *
   * @param isClosed whether to stop waiting; evaluated whenever {@link #wake} is called
   * @return false when it stopped waiting
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

  /** Reports that the server accepted the request. */
  public void accepted() {
    leave(() -> breaker.accepted(clock.instant()));
  }

  /** Reports that the server rejected the request because of its content or length. */
  public void refusedForItself() {
    leave(() -> breaker.refusedForItself(clock.instant()));
  }

  /**
   * Reports that the server rejected the request, which may concern it alone or every one. Waits up
   * to two seconds for a decision.
   *
   * @param prompt prompt of the request; empty when its refusal has been counted
   * @param status HTTP status of the refusal
   * @param isClosed as for {@link #enter}
   * @return whether the server rejects every request: then this one must be sent again
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

  /** Reports that the server asked all requests to wait. */
  public void throttled(String code, String reason, Optional<Duration> asked) {
    leave(() -> breaker.throttled(code, reason, asked, clock.instant()));
  }

  /** Reports that the server failed, possibly for this request only. */
  public void failed(String code, String reason, Optional<Duration> asked) {
    leave(() -> breaker.failed(code, reason, asked, clock.instant()));
  }

  /** Reports that the server answers no requests until a person fixes something. */
  public void unusable(String code, String reason) {
    leave(() -> breaker.unusable(code, reason, clock.instant()));
  }

  /** Reports that the sender cancelled the request, which proves nothing about the server. */
  public void abandoned() {
    leave(() -> {});
  }

  /** Returns the number of requests of all kinds answered so far. */
  public long successes() {
    lock.lock();
    try {
      return breaker.successes();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of requests accepted so far. */
  public long acceptedSoFar() {
    lock.lock();
    try {
      return breaker.accepted();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether another request would have to wait because of the server. */
  public boolean isUnavailable() {
    lock.lock();
    try {
      return breaker.hindrance(clock.instant()).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of requests that wait here or are being answered. */
  public int requests() {
    lock.lock();
    try {
      return queue.size() + inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the status of the server. */
  public EngineStatus status() {
    lock.lock();
    try {
      Instant now = clock.instant();
      return breaker
          .hindrance(now)
          .map(h -> EngineStatus.unavailable(h.state(), h.code(), h.reason(), h.since()))
          .map(
              unavailable -> breaker.nextAt(now).map(unavailable::askedAgainAt).orElse(unavailable))
          .orElseGet(() -> EngineStatus.ready(breaker.readySince()));
    } finally {
      lock.unlock();
    }
  }

  /** Makes all waiting requests check whether to stop waiting. */
  public void wake() {
    lock.lock();
    try {
      queue.forEach(Condition::signal);
      decided.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void leave(Runnable report) {
    lock.lock();
    try {
      inFlight--;
      report.run();
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
