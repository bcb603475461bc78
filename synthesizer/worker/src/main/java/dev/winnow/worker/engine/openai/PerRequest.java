package dev.winnow.worker.engine.openai;

import dev.winnow.schemas.SamplingParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many candidates one request asks for. Learnt, in both directions:
 *
 * <ol>
 *   <li>Several short answers in a row lower it to the most that they gave; a refusal that says
 *       that only one is given does at once, another only when it comes again. One event is none.
 *   <li>Lowered, it is tried again at twice as many after some requests; after a try in vain, after
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
  private int tried;

  PerRequest(int configured) {
    this.configured = configured;
    this.most = configured;
  }

  /** One when sampling is greedy: servers refuse several, since all would be the same. */
  synchronized int of(SamplingParams sampling) {
    if (sampling.getTemperature() == 0) {
      return 1;
    }
    if (most < configured && --untilTry <= 0) {
      untilTry = tryAfter;
      tried = Math.min(configured, 2 * most);
      return tried;
    }
    return most;
  }

  /** The server answered a request for {@code asked} with this many. */
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
    if (asked > most && asked == tried) {
      most = asked;
      tryAfter = FIRST_TRY_AFTER;
      untilTry = FIRST_TRY_AFTER;
      LOG.info("the server gives {} candidates by request again", asked);
    }
  }

  /**
   * The server refused a request for several, and answered one for a single candidate.
   *
   * @param isSure whether it says that the number is why
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
      LOG.warn("the server gives {} candidates by request, not {}", candidates, most);
      most = Math.max(1, candidates);
    }
  }
}
