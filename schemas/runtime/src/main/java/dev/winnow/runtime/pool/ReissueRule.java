package dev.winnow.runtime.pool;

/**
 * What to do about a request that was not answered in time. One rule for sampling requests and
 * scoring requests:
 *
 * <ol>
 *   <li>While the pool answers no request, or its server throttles it, nothing is lost: wait. No
 *       attempt is spent.
 *   <li>While the pool answers, but only requests that were issued earlier, it has not come to this
 *       one: wait. Issuing it again would make the pool's queue longer.
 *   <li>When the pool has answered later requests, this one was overtaken. It may be in work: wait
 *       once more, then issue it again.
 *   <li>When the pool's workers are ready and have had nothing to do for a while, the request is
 *       lost: issue it again.
 * </ol>
 */
public sealed interface ReissueRule {
  /**
   * A request that is not answered yet.
   *
   * @param issuedAt when it was issued last, in epoch milliseconds
   * @param heardAt when it was issued, or a part of it answered, in epoch milliseconds
   * @param overtaken whether later requests were answered while it was silent
   */
  record Request(long issuedAt, long heardAt, boolean overtaken) {}

  /** Wait, then look again. */
  record Wait(long millis) implements ReissueRule {}

  /** Later requests were answered: wait, then issue it again if it is still silent. */
  record Overtaken(long millis) implements ReissueRule {}

  /** The request is lost. */
  record Lost() implements ReissueRule {}

  /**
   * Decides about a request.
   *
   * @param limit time after which a silent request may be lost, in milliseconds
   * @param now in epoch milliseconds
   */
  static ReissueRule of(
      Request request, PoolActivityTracker activity, String pool, long limit, long now) {
    long quietFrom = Math.max(request.heardAt(), activity.since(pool, now));
    long pause = RevisitSchedule.onOrder(now - request.heardAt(), limit);
    boolean hasPassed = activity.hasPassed(pool, request.issuedAt());
    if (!activity.condition(pool, now).isSampling()) {
      return new Wait(pause);
    }
    if (now - quietFrom < limit) {
      return new Wait(Math.min(quietFrom + limit - now, pause));
    }
    if (hasPassed && !request.overtaken()) {
      return new Overtaken(limit);
    }
    return hasPassed || activity.isIdle(pool, now, limit) ? new Lost() : new Wait(pause);
  }
}
