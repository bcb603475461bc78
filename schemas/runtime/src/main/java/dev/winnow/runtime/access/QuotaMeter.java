package dev.winnow.runtime.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What each token has used of its quota. A changed quota starts anew. Thread-safe. */
final class QuotaMeter {
  private static final double ANY = 1;

  private final LongSupplier nanoTime;
  private final Map<String, Usage> usages = new ConcurrentHashMap<>();

  private record Usage(TokenQuota quota, RateLimit requests, RateLimit bytes) {}

  QuotaMeter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts a request, unless the token must wait; returns how long, or zero. */
  Duration admit(AccessToken token) {
    long now = nanoTime.getAsLong();
    Usage usage = usage(token, now);
    synchronized (usage) {
      Duration requests = usage.requests().waitFor(1, now);
      Duration bytes = usage.bytes().waitFor(ANY, now);
      Duration longer = requests.compareTo(bytes) > 0 ? requests : bytes;
      if (longer.isZero()) {
        usage.requests().take(1, now);
      }
      return longer;
    }
  }

  /** Counts the bytes of a body. */
  void charge(AccessToken token, long bytes) {
    long now = nanoTime.getAsLong();
    usage(token, now).bytes().take(bytes, now);
  }

  private Usage usage(AccessToken token, long now) {
    return usages.compute(
        token.name(),
        (name, before) ->
            before != null && before.quota().equals(token.quota())
                ? before
                : new Usage(
                    token.quota(),
                    new RateLimit(token.quota().requestsPerSecond(), now),
                    new RateLimit(token.quota().bytesPerSecond(), now)));
  }
}
