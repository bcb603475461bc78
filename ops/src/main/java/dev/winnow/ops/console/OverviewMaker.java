package dev.winnow.ops.console;

import dev.winnow.ops.console.Overview.Reading;
import dev.winnow.ops.status.StreamFollower;
import dev.winnow.ops.status.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes overviews of what a follower has read. Not thread-safe. */
final class OverviewMaker {
  private final StreamFollower follower;
  private final ClusterWatch cluster;
  private final PromptIndex prompts;
  private final InstantSource clock;
  private final RateHistory history = new RateHistory();
  private final TimeToGo toGo = new TimeToGo();
  private long records;
  private boolean isCaughtUp;

  OverviewMaker(
      StreamFollower follower, ClusterWatch cluster, PromptIndex prompts, InstantSource clock) {
    this.follower = follower;
    this.cluster = cluster;
    this.prompts = prompts;
    this.clock = clock;
  }

  /** Reads what is there; waits up to this long if there is nothing. Returns what is new. */
  int poll(Duration timeout) {
    int read = follower.poll(timeout);
    records += read;
    isCaughtUp = isCaughtUp || follower.hasCaughtUp();
    return read;
  }

  /** Rates and estimates of the beginning would be those of the reading, and are left out. */
  Overview make() {
    Instant now = clock.instant();
    StreamStatus status = cluster.seen().map(follower::status).orElse(null);
    List<TimeToGo.Estimate> estimates = List.of();
    if (status != null && isCaughtUp) {
      history.add(now, status.rates());
      estimates = toGo.look(status.recipes(), now);
    }
    return new Overview(
        now.toString(),
        isCaughtUp ? Reading.ALL : Reading.BEGINNING,
        cluster.problem().orElse(null),
        records,
        status,
        estimates,
        prompts.reasons(),
        status == null ? List.of() : RecipeCost.of(status.recipes(), prompts, follower.workers()),
        history.points());
  }
}
