package dev.winnow.worker.engine.openai;

import dev.winnow.schemas.SamplingParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adapts the number of candidates per request to the server, in both directions:
 *
 * <ol>
 *   <li>Several consecutive short answers lower it to the most that they contained; so does a
 *       refusal that says that only one candidate is supported, and any other refusal when it is
 *       repeated.
 *   <li>Once lowered, twice the number is tried after some requests; after a failed attempt, after
 *       twice as many requests.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class PerRequest {
  private static final Logger LOG = LoggerFactory.getLogger(PerRequest.class);
  private static final int EVIDENCE = 3;
  private static final int FIRST_TRY_AFTER = 50;
  private static final int LAST_TRY_AFTER = 6_400;

  private final int configured;
  private int most;
  private int shortInARow;
  private int largestShort;
  private int untilTry = FIRST_TRY_AFTER;
  private int tryAfter = FIRST_TRY_AFTER;
  private int attempted;

  PerRequest(int configured) {
    this.configured = configured;
    this.most = configured;
  }

  /**
   * Returns the current number; one when sampling is greedy, because servers reject several, as all
   * would be equal.
   */
  synchronized int of(SamplingParams sampling) {
    if (sampling.getTemperature() == 0) {
      return 1;
    }
    if (most < configured && --untilTry <= 0) {
      untilTry = tryAfter;
      attempted = Math.min(configured, 2 * most);
      return attempted;
    }
    return most;
  }

  /** Records that the server answered a request for {@code asked} candidates with this many. */
  synchronized void gave(int asked, int candidates) {
    if (asked < 2) {
      return;
    }
    if (candidates < asked) {
      onShort(asked, candidates);
      return;
    }
    shortInARow = 0;
    largestShort = 0;
    if (asked > most && asked == attempted) {
      most = asked;
      tryAfter = FIRST_TRY_AFTER;
      untilTry = FIRST_TRY_AFTER;
      LOG.info("the server returns {} candidates per request again", asked);
    }
  }

  /**
   * Records that the server rejected a request for several candidates, and answered one for a
   * single candidate.
   *
   * @param isSure whether the server named the number as the reason
   */
  synchronized void refused(int asked, boolean isSure) {
    onShort(asked, 1);
    if (isSure && asked <= most) {
      lower(1);
    }
  }

  private void onShort(int asked, int candidates) {
    if (asked > most) {
      tryAfter = Math.min(LAST_TRY_AFTER, 2 * tryAfter);
      untilTry = tryAfter;
      return;
    }
    shortInARow++;
    largestShort = Math.max(largestShort, candidates);
    if (shortInARow >= EVIDENCE) {
      lower(largestShort);
    }
  }

  private void lower(int candidates) {
    shortInARow = 0;
    largestShort = 0;
    untilTry = tryAfter;
    if (candidates < most) {
      LOG.warn("the server returns {} candidates per request, not {}", candidates, most);
      most = Math.max(1, candidates);
    }
  }
}
