package dev.winnow.runtime.http.throttle;

import dev.winnow.schemas.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides when the next request may be sent to a server, and how many at once.
 *
 * <ol>
 *   <li>A server that asks to wait gets no requests until the wait is over.
 *   <li>A server that answers no requests gets one at a time, after growing pauses.
 *   <li>After either, and at the start, the number at once grows with time, from one or a few to
 *       the configured maximum; the next failure resets it.
 *   <li>A single failure is not an outage: {@value #OUTAGE} consecutive ones are. An error that can
 *       only concern every request, such as a wrong key, is an outage at once. Consecutive refusals
 *       of different prompts are one as {@link Refusals} defines.
 * </ol>
 *
 * <p>Every method receives the time as an argument. Not thread-safe.
 */
final class Breaker {
  static final int OUTAGE = 3;

  /** The code of a server that rejects every request. */
  static final String REFUSES_ALL = "REFUSES_EVERY_REQUEST";

  /** A server counts as throttled until it has not asked to wait for this long. */
  private static final Duration CALM = Duration.ofSeconds(2);

  /** Failures between answers concern only their own requests. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** If a blocked server does not answer a probe for this long, another is sent. */
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(10);

  private static final int FIRST_AT_ONCE = 4;
  private static final long START_DOUBLES_EVERY = Duration.ofMillis(500).toNanos();
  private static final long RETURN_DOUBLES_EVERY = Duration.ofMillis(250).toNanos();
  private static final int MAX_DOUBLINGS = 20;

  private final Backoff backoff;
  private final int maxRequests;
  private final DoubleSupplier random;
  private Optional<Unavailability> hindrance = Optional.empty();
  private Instant readySince;
  private Instant notBefore;
  private Instant growsFrom;
  private int growsAt;
  private long doublesEvery = START_DOUBLES_EVERY;
  private Instant answeredAt = Instant.MIN;
  private Instant acceptedAt = Instant.MIN;
  private boolean isNew = true;
  private Optional<Instant> enteredAt = Optional.empty();
  private int failures;
  private int throttles;
  private final Refusals refusals = new Refusals();
  private long successes;
  private long accepted;

  /**
   * @param maxRequests maximum number of requests at once, at least 1
   * @param random returns 0 to 1
   */
  Breaker(Backoff backoff, int maxRequests, DoubleSupplier random, Instant now) {
    this.backoff = backoff;
    this.maxRequests = maxRequests;
    this.random = random;
    this.readySince = now;
    this.notBefore = now;
    this.growsFrom = now;
    this.growsAt = Math.min(FIRST_AT_ONCE, maxRequests);
  }

  /** Returns how long until another request may be sent; empty when one must end first. */
  Optional<Duration> untilNext(int inFlight, Instant now) {
    if (isNew) {
      // The number grows from the first request on, however long the worker was idle before.
      isNew = false;
      growsFrom = now;
    }
    if (now.isBefore(notBefore)) {
      return Optional.of(Duration.between(now, notBefore));
    }
    if (inFlight < atOnce(now)) {
      return Optional.of(Duration.ZERO);
    }
    if (inFlight >= maxRequests) {
      return Optional.empty();
    }
    return isBlocked() ? untilNextProbe(now) : Optional.of(Duration.ofNanos(doublesEvery));
  }

  /** A probe without an answer must not block further probes for as long as it hangs. */
  private Optional<Duration> untilNextProbe(Instant now) {
    return enteredAt
        .map(last -> Duration.between(now, last.plus(PROBE_PATIENCE)))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  /** Records that a request is sent. */
  void entered(Instant now) {
    enteredAt = Optional.of(now);
  }

  /** Records that the server accepted a request. */
  void accepted(Instant now) {
    accepted++;
    acceptedAt = now;
    refusals.clear();
    answered(now);
  }

  /**
   * Records that the server rejected a request that may be valid, as far as the worker can tell.
   *
   * @param prompt prompt of the request; empty when its refusal has been counted
   * @param status HTTP status of the refusal
   * @return whether further refusals would help to decide: it is this prompt's first, and no
   *     request was accepted recently
   */
  boolean refused(Optional<String> prompt, int status, String reason, Instant now) {
    boolean isAmongAnswers = acceptedAt.isAfter(now.minus(SILENCE));
    boolean isFirst = prompt.isPresent() && refusals.add(prompt.get(), status);
    if (!refusals.areOfEveryRequest()) {
      answered(now);
      return isFirst && !isAmongAnswers;
    }
    isNew = false;
    successes++;
    if (!isOfThePast(now)) {
      failures = isBlocked() ? failures + 1 : 1;
      blocked(REFUSES_ALL, reason + " (to every request; check model and sampling settings)", now);
    }
    return false;
  }

  /**
   * Records that the server rejected a request for its content, which proves nothing about other
   * requests.
   */
  void refusedForItself(Instant now) {
    if (refusals.areOfEveryRequest()) {
      successes++;
    } else {
      answered(now);
    }
  }

  /** Returns whether the server rejects every request. */
  boolean refusesAll() {
    return refusals.areOfEveryRequest();
  }

  /** Returns the number of requests accepted so far. */
  long accepted() {
    return accepted;
  }

  /** Records that the server answered a request, even if it only rejected it. */
  private void answered(Instant now) {
    isNew = false;
    successes++;
    answeredAt = now;
    failures = 0;
    throttles = 0;
    if (isBlocked()) {
      grow(now);
      hindrance = Optional.empty();
      readySince = now;
    }
  }

  /** Records that the server asked all requests to wait. */
  void throttled(String code, String reason, Optional<Duration> asked, Instant now) {
    isNew = false;
    // Requests that were in flight together are rejected together: that is one failure.
    throttles = now.isBefore(notBefore) ? Math.max(1, throttles) : throttles + 1;
    String description =
        asked.filter(backoff::isBeyond).isPresent()
            ? "%s (it asks to wait %s, it is asked again after %s)"
                .formatted(reason, asked.get(), backoff.longestAsked())
            : reason;
    hinder(WorkerState.THROTTLED, code, description, now);
    waitUntil(now.plus(backoff.pause(throttles, asked, random.getAsDouble())));
  }

  /** Records that the server failed for a request, possibly because of that request. */
  void failed(String code, String reason, Optional<Duration> asked, Instant now) {
    isNew = false;
    if (isOfThePast(now)) {
      return;
    }
    failures++;
    if (isBlocked()) {
      blocked(code, reason, now);
    } else if (failures >= OUTAGE && answeredAt.isBefore(now.minus(SILENCE))) {
      failures = 1;
      blocked(code, reason, now);
    }
    if (asked.filter(wait -> !wait.isZero()).isPresent()) {
      waitUntil(now.plus(backoff.pause(1, asked, random.getAsDouble())));
    }
  }

  /** Records that the server answers no requests. */
  void unusable(String code, String reason, Instant now) {
    isNew = false;
    if (isOfThePast(now)) {
      return;
    }
    failures = isBlocked() ? failures + 1 : 1;
    blocked(code, reason, now);
  }

  /** Returns the number of requests answered so far. */
  long successes() {
    return successes;
  }

  /** Returns the current hindrance; empty when there is none. */
  Optional<Unavailability> hindrance(Instant now) {
    return hindrance.filter(h -> isBlocked() || now.isBefore(notBefore.plus(CALM)));
  }

  /** Returns when the pause ends that keeps requests back; empty when none does. */
  Optional<Instant> nextAt(Instant now) {
    return Optional.of(notBefore).filter(now::isBefore);
  }

  /** Returns since when there has been no hindrance, when there is none. */
  Instant readySince() {
    return hindrance.isPresent() ? notBefore.plus(CALM) : readySince;
  }

  /**
   * While a blocked server gets no requests, only requests can fail that were already in flight
   * when it was blocked: they are part of one failure.
   */
  private boolean isOfThePast(Instant now) {
    return isBlocked() && now.isBefore(notBefore);
  }

  private boolean isBlocked() {
    return hindrance.filter(h -> h.state() == WorkerState.BLOCKED).isPresent();
  }

  private void blocked(String code, String reason, Instant now) {
    hinder(WorkerState.BLOCKED, code, reason, now);
    waitUntil(now.plus(backoff.pause(failures, random.getAsDouble())));
  }

  private void hinder(WorkerState state, String code, String reason, Instant now) {
    hindrance =
        hindrance(now)
            .filter(known -> known.state() == state)
            .map(known -> known.nowSaying(code, reason))
            .or(() -> Optional.of(new Unavailability(state, code, reason, now)));
  }

  private void waitUntil(Instant until) {
    if (until.isAfter(notBefore)) {
      notBefore = until;
    }
    grow(notBefore);
  }

  private void grow(Instant from) {
    growsFrom = from;
    growsAt = 1;
    doublesEvery = RETURN_DOUBLES_EVERY;
  }

  private int atOnce(Instant now) {
    if (isBlocked()) {
      return 1;
    }
    long passed = Math.max(0, Duration.between(growsFrom, now).toNanos());
    long doublings = Math.min(MAX_DOUBLINGS, passed / doublesEvery);
    return (int) Math.min(maxRequests, (long) growsAt << doublings);
  }
}
