package dev.winnow.sink.describe;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the descriptions from time to time. They follow from the logs, so a refresh that fails
 * is only late. Not thread-safe.
 */
public final class DescriptionSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(DescriptionSchedule.class);

  /** A refresh reads all logs, so it may take at most this share of the time. */
  private static final int SHARE = 20;

  private final DatasetDescriber describer;
  private final Duration interval;
  private final InstantSource clock;
  private long nextAt;

  /**
   * @param interval minimum time between two refreshes
   */
  public DescriptionSchedule(DatasetDescriber describer, Duration interval, InstantSource clock) {
    this.describer = describer;
    this.interval = interval;
    this.clock = clock;
    this.nextAt = clock.millis();
  }

  /** Returns whether it is time to refresh. */
  public boolean isDue() {
    return clock.millis() >= nextAt;
  }

  /** Refreshes now. */
  public void refresh() {
    long start = clock.millis();
    try {
      describer.refresh();
    } catch (IOException e) {
      LOG.warn("event=descriptions-not-written reason='{}'", e.toString());
    }
    long now = clock.millis();
    nextAt = now + Math.max(interval.toMillis(), SHARE * (now - start));
  }
}
