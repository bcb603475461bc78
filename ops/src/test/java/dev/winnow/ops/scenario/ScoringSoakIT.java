package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.scenario.FaultyRewardServer.Fault;
import dev.winnow.runtime.Stage;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scorer processes that are killed while they hold requests, and a reward server that fails in
 * every way in turn: each candidate gets one verdict, by its own reward. A build has a short form;
 * {@code -Dwinnow.soak.candidates=2000 -Dwinnow.soak.kills=20 -Dwinnow.outage.seconds=60} ask for a
 * long one.
 */
@Tag("long")
class ScoringSoakIT {
  private static final int CANDIDATES = 8;
  private static final int PROMPTS = Integer.getInteger("winnow.soak.candidates", 160) / CANDIDATES;
  private static final int TEXTS = PROMPTS * CANDIDATES;
  private static final int KILLS = Integer.getInteger("winnow.soak.kills", 2);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("winnow.outage.seconds", 3));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Requests that each fault must meet. */
  private static final int FAILURES = 2;

  @TempDir private Path directory;

  private final Instant start = Instant.now();

  @Test
  void aScorerProcessThatIsKilledWhileItHoldsRequestsLosesAndDoublesNothing() throws Exception {
    try (FaultyRewardServer server = new FaultyRewardServer();
        ScoredStream stream = new ScoredStream(directory, server, PROMPTS, CANDIDATES)) {
      server.answerAtMost(0);
      stream.publish("");
      for (int kill = 1; kill <= KILLS; kill++) {
        try (Child scorer = stream.scorerProcess()) {
          server.answerAtMost((long) TEXTS * kill / (KILLS + 1));
          awaitHeld(server, scorer);
          scorer.kill();
          server.dropHeld();
        }
        say("kill %d, after %,d texts", kill, server.answered());
      }
      server.answerAtMost(Long.MAX_VALUE);
      try (Child scorer = stream.scorerProcess()) {
        stream.awaitEnd(Duration.ofMinutes(1));
        assertThat(scorer.isAlive()).isTrue();
      }

      say(stream.verify(), server);
    }
  }

  @Test
  void aServerThatFailsInEveryWayDelaysVerdictsAndChangesNone() throws Exception {
    try (FaultyRewardServer server = new FaultyRewardServer();
        ScoredStream stream = new ScoredStream(directory, server, PROMPTS, CANDIDATES);
        Stage scorer = stream.scorer()) {
      scorer.start();
      server.answerAtMost(TEXTS / 4);
      stream.publish("");
      await().atMost(PATIENCE).until(() -> server.held() > 0);
      Instant down = Instant.now();
      server.down();
      stream.awaitSaid("UNREACHABLE");
      stream.awaitAwaitingScores();
      await().atMost(OUTAGE.plus(PATIENCE)).until(() -> !Instant.now().isBefore(down.plus(OUTAGE)));
      say("down for %d s; %,d texts were answered before", OUTAGE.toSeconds(), server.answered());
      server.behave(Fault.ERROR);
      server.up();
      fail(server, Fault.ERROR);
      stream.awaitSaid("SERVER_ERROR");
      fail(server, Fault.PAGE);
      stream.awaitSaid("NOT_AN_API");
      fail(server, Fault.EMPTY);
      stream.awaitSaid("EMPTY_ANSWER");
      fail(server, Fault.SILENT);
      stream.awaitSaid("TIMEOUT");
      assertThat(stream.count(Outcome.ACCEPTED) + stream.count(Outcome.REJECTED))
          .as("verdicts by scores")
          .isLessThanOrEqualTo(server.answered());
      assertThat(stream.count(Outcome.UNDECIDED)).isZero();

      server.answerAtMost(Long.MAX_VALUE);
      server.behave(Fault.NONE);
      stream.awaitEnd(OUTAGE);

      say(stream.verify(), server);
    }
  }

  private void fail(FaultyRewardServer server, Fault fault) {
    server.behave(fault);
    await().atMost(PATIENCE).until(() -> server.refused() >= FAILURES);
    say("%s to %d requests", fault, server.refused());
  }

  private static void awaitHeld(FaultyRewardServer server, Child scorer) {
    await()
        .atMost(PATIENCE)
        .failFast(() -> assertThat(scorer.isAlive()).as(scorer.log()).isTrue())
        .until(() -> server.held() > 0);
  }

  private void say(List<Sample> rows, FaultyRewardServer server) {
    say(
        "%,d candidates, %,d accepted, %,d rejected, %,d undecided; %,d texts answered; the books"
            + " balance",
        rows.size(),
        count(rows, Outcome.ACCEPTED),
        count(rows, Outcome.REJECTED),
        count(rows, Outcome.UNDECIDED),
        server.answered());
  }

  private static long count(List<Sample> rows, Outcome outcome) {
    return rows.stream().filter(row -> row.getOutcome() == outcome).count();
  }

  private void say(String text, Object... values) {
    long seconds = Duration.between(start, Instant.now()).toSeconds();
    System.out.printf("soak, %3d s: %s%n", seconds, text.formatted(values));
  }
}
