package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.Sampling;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many candidates one request asks for: as configured, until the server shows that it gives
 * fewer. Thread-safe.
 */
final class PerRequest {
  private static final Logger LOG = LoggerFactory.getLogger(PerRequest.class);

  private final AtomicInteger most;

  PerRequest(int configured) {
    this.most = new AtomicInteger(configured);
  }

  /** One when sampling is greedy: servers refuse several, since all would be the same. */
  int of(Sampling sampling) {
    return sampling.getTemperature() == 0 ? 1 : most.get();
  }

  /** The server answered a request for more with this many. */
  void gave(int candidates) {
    int before = most.getAndUpdate(known -> Math.min(known, candidates));
    if (candidates < before) {
      LOG.warn("the server gives {} candidates by request, not {}", candidates, before);
    }
  }
}
