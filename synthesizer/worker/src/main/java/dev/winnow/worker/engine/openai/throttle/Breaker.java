package dev.winnow.worker.engine.openai.throttle;

import dev.winnow.schemas.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides when a server may be sent the next request, and how many it may have at once.
 *
 * <ol>
 *   <li>A server that asks to wait is sent nothing until the wait is over.
 *   <li>A server that answers nobody is sent one request at a time, after pauses that grow.
 *   <li>After either, and at the start, the number at once grows with time, from one or a few to
 *       what is configured; the next failure begins again.
 *   <li>A single failure is no outage: {@value #OUTAGE} in a row are. What can only concern every
 *       request, such as a wrong key, is one at once. Refusals of one prompt after the other are
 *       one when there are as many as {@link Refusals} says.
 * </ol>
 *
 * <p>Pure in the sense that every method is told the time. Not thread-safe.
 */
final class Breaker {
  static final int OUTAGE = 3;

  /** The code of a server that refuses whatever it is sent. */
  static final String REFUSES_ALL = "REFUSES_EVERY_REQUEST";

  /** A throttled server counts as such until it has asked nobody to wait for this long. */
  private static final Duration CALM = Duration.ofSeconds(2);

  /** Failures among answers are those requests' own. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** After this long another request is sent beside one that a blocked server does not answer. */
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(10);

  private static final int FIRST_AT_ONCE = 4;
  private static final long START_DOUBLES_EVERY = Duration.ofMillis(500).toNanos();
  private static final long RETURN_DOUBLES_EVERY = Duration.ofMillis(250).toNanos();
  private static final int MAX_DOUBLINGS = 20;

  private final Backoff backoff;
  private final int most;
  private final DoubleSupplier random;
  private Optional<Hindrance> hindrance = Optional.empty();
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
   * @param most requests at once, at least 1
   * @param random gives 0 to 1
   */
  Breaker(Backoff backoff, int most, DoubleSupplier random, Instant now) {
    this.backoff = backoff;
    this.most = most;
    this.random = random;
    this.readySince = now;
    this.notBefore = now;
    this.growsFrom = now;
    this.growsAt = Math.min(FIRST_AT_ONCE, most);
  }

  /** How long until another request may be sent; empty when one must end first. */
  Optional<Duration> untilNext(int inFlight, Instant now) {
    if (isNew) {
      // The number grows from the first request on, however long the worker had none before.
      isNew = false;
      growsFrom = now;
    }
    if (now.isBefore(notBefore)) {
      return Optional.of(Duration.between(now, notBefore));
    }
    if (inFlight < atOnce(now)) {
      return Optional.of(Duration.ZERO);
    }
    if (inFlight >= most) {
      return Optional.empty();
    }
    return isBlocked() ? untilNextProbe(now) : Optional.of(Duration.ofNanos(doublesEvery));
  }

  /** A probe that gets no answer must not be the last one for as long as it hangs. */
  private Optional<Duration> untilNextProbe(Instant now) {
    return enteredAt
        .map(last -> Duration.between(now, last.plus(PROBE_PATIENCE)))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  /** A request is sent. */
  void entered(Instant now) {
    enteredAt = Optional.of(now);
  }

  /** The server took a request for a good one. */
  void accepted(Instant now) {
    accepted++;
    acceptedAt = now;
    refusals.clear();
    answered(now);
  }

  /**
   * The server refused a request that may be good, as far as the worker can tell.
   *
   * @param prompt whose request it was; empty when its refusal has been counted
   * @param status of the refusal
   * @return whether more refusals would tell more: it is this prompt's first, and none was accepted
   *     just now
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

  /** The server refused a request for what is in it: that says nothing of other requests. */
  void refusedForItself(Instant now) {
    if (refusals.areOfEveryRequest()) {
      successes++;
    } else {
      answered(now);
    }
  }

  /** Whether it refuses whatever it is sent. */
  boolean refusesAll() {
    return refusals.areOfEveryRequest();
  }

  /** Requests that it has taken for good ones so far. */
  long accepted() {
    return accepted;
  }

  /** The server answered a request, if only to say that it is a bad one. */
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

  /** The server asked everybody to wait. */
  void throttled(String code, String reason, Optional<Duration> asked, Instant now) {
    isNew = false;
    // Requests that were under way together are refused together: that is one failure.
    throttles = now.isBefore(notBefore) ? Math.max(1, throttles) : throttles + 1;
    String said =
        asked.filter(backoff::isBeyond).isPresent()
            ? "%s (it asks to wait %s, it is asked again after %s)"
                .formatted(reason, asked.get(), backoff.longestAsked())
            : reason;
    hinder(WorkerState.THROTTLED, code, said, now);
    waitUntil(now.plus(backoff.pause(throttles, asked, random.getAsDouble())));
  }

  /** The server failed at a request, maybe because of that request. */
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

  /** The server answers nobody. */
  void unusable(String code, String reason, Instant now) {
    isNew = false;
    if (isOfThePast(now)) {
      return;
    }
    failures = isBlocked() ? failures + 1 : 1;
    blocked(code, reason, now);
  }

  /** Requests that were answered so far. */
  long successes() {
    return successes;
  }

  /** What hinders it; empty when nothing does. */
  Optional<Hindrance> hindrance(Instant now) {
    return hindrance.filter(h -> isBlocked() || now.isBefore(notBefore.plus(CALM)));
  }

  /** Since when nothing has hindered it, when nothing does. */
  Instant readySince() {
    return hindrance.isPresent() ? notBefore.plus(CALM) : readySince;
  }

  /**
   * While a blocked server is left alone, only requests can fail that were under way when it was
   * found to be: they are part of one failure.
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
            .or(() -> Optional.of(new Hindrance(state, code, reason, now)));
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
    return (int) Math.min(most, (long) growsAt << doublings);
  }
}
