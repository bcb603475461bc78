package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.runtime.testing.Script;
import dev.winnow.runtime.testing.ScriptedServer;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole stream behind a server that answers no request for a time, and behind one that
 * throttles. A build has a short form; {@code -Dwinnow.outage.seconds=60} and {@code
 * -Dwinnow.throttled.seconds=180 -Dwinnow.outage.prompts=600} ask for a long one.
 */
class OutageIT {
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("winnow.outage.seconds", 6));
  private static final Duration THROTTLED =
      Duration.ofSeconds(Integer.getInteger("winnow.throttled.seconds", 8));
  private static final Duration WINDOW = Duration.ofSeconds(2);

  /** On the way already when the server asks to wait. */
  private static final Duration IN_FLIGHT = Duration.ofMillis(300);

  private static final int IN_FLIGHT_REQUESTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PROMPTS = Integer.getInteger("winnow.outage.prompts", 60);

  @TempDir private Path directory;

  @Test
  void aWrongKeyFailsNothingAndSamplingGoesOnSoonAfterItIsCorrected() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      Script script = server.script("locked");
      script.always(Behaviours.forSome(OUTAGE, Behaviours.status(401, "{\"error\": \"no\"}")));
      try (ServerStream stream = stream(script)) {
        stream.publish("locked", "pool", PROMPTS, "What is 40 + 2?", null);

        StreamEnd.await(
            stream.connection(), PROMPTS, OUTAGE, () -> assertThat(stream.healthy()).isTrue());

        Instant mended = script.seen().getFirst().at().plus(OUTAGE);
        List<Instant> arrivals = script.seen().stream().map(Script.Seen::at).toList();
        assertThat(arrivals).filteredOn(at -> at.isBefore(mended)).hasSizeBetween(3, meanwhile());
        assertThat(arrivals)
            .filteredOn(at -> !at.isBefore(mended))
            .first()
            .satisfies(at -> assertThat(at).isBefore(mended.plusSeconds(10)));
        assertNothingFailed(stream);
        assertSaid(stream, WorkerState.BLOCKED, "WRONG_KEY");
        BooksBalance.verify(stream.connection(), stream.datasets(), PROMPTS);
      }
    }
  }

  @Test
  @Tag("long")
  void aServerThatThrottlesIsLeftAloneInsideItsWindowsAndIsBackSoonAfter() throws Exception {
    Throttling throttling = new Throttling(17);
    try (ScriptedServer server = new ScriptedServer()) {
      Script script = server.script("limited");
      script.always(throttling);
      try (ServerStream stream = stream(script)) {
        stream.publish("limited", "pool", PROMPTS, "What is 40 + 2?", null);

        StreamEnd.await(
            stream.connection(), PROMPTS, THROTTLED, () -> assertThat(stream.healthy()).isTrue());

        List<Instant> arrivals = script.seen().stream().map(Script.Seen::at).toList();
        for (Instant refused : throttling.refusals) {
          assertThat(arrivals)
              .as("requests inside the window from %s (seed 17)", refused)
              .noneMatch(
                  at ->
                      at.isAfter(refused.plus(IN_FLIGHT))
                          && at.isBefore(refused.plus(WINDOW).minusMillis(50)));
        }
        assertThat(arrivals)
            .filteredOn(
                at -> at.isAfter(throttling.end) && at.isBefore(throttling.end.plusSeconds(5)))
            .as("requests in the 5 s after the end")
            .hasSizeGreaterThan(PROMPTS);
        assertNothingFailed(stream);
        assertSaid(stream, WorkerState.THROTTLED, "RATE_LIMITED");
        BooksBalance.verify(stream.connection(), stream.datasets(), PROMPTS);
      }
    }
  }

  @Test
  @Tag("long")
  void aPromptThatTheServerAlwaysFailsAtDoesNotHoldUpTheOthers() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      Script script = server.script("picky");
      Behaviour failure = Behaviours.status(503, "{\"error\": \"busy\"}");
      script.always(
          (request, order) -> {
            boolean isOdd = order.toString().contains("odd");
            if (isOdd) {
              failure.answer(request, order);
            } else {
              Behaviours.sane(request, order);
            }
          });
      try (ServerStream stream = stream(script);
          Follower<Progress> progress =
              new Follower<>(
                  stream.connection(), stream.connection().topics().progress(), Progress.class)) {
        stream.publish("one", "pool", 1, "What is the odd one?", null);
        await().atMost(PATIENCE).until(() -> script.seen().size() >= 3);

        stream.publish("others", "pool", 20, "What is 40 + 2?", null);

        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    progress.count(p -> p.getRecipe().equals("others") && PromptStates.hasEnded(p))
                        == 20);
        assertThat(progress.count(p -> p.getState() == PromptState.SATISFIED)).isEqualTo(20);
      }
    }
  }

  /** Refuses nine of ten requests for a time, and remembers when. */
  private static final class Throttling implements Behaviour {
    private final SplittableRandom random;
    private final List<Instant> refusals = new CopyOnWriteArrayList<>();
    private volatile Instant end = Instant.MAX;

    Throttling(long seed) {
      this.random = new SplittableRandom(seed);
    }

    @Override
    public void answer(HttpServerRequest request, JsonNode order) {
      Instant now = Instant.now();
      if (end.equals(Instant.MAX)) {
        end = now.plus(THROTTLED);
      }
      if (now.isBefore(end) && random.nextInt(10) > 0) {
        refusals.add(now);
        Behaviours.status(429, "Retry-After", String.valueOf(WINDOW.toSeconds()))
            .answer(request, order);
      } else {
        Behaviours.sane(request, order);
      }
    }
  }

  /**
   * As many as may be in flight before the first is refused, 6 while the pause grows for 3 seconds
   * at least, and then one in 2.5 seconds at least: half of each pause is random.
   */
  private static int meanwhile() {
    return IN_FLIGHT_REQUESTS + 6 + (int) (Math.max(0, OUTAGE.toSeconds() - 3) / 2.5);
  }

  private ServerStream stream(Script script) throws Exception {
    return new ServerStream(
        directory,
        Map.of(
            "pool",
            ServerStream.engine(script.baseUrl(), 1, IN_FLIGHT_REQUESTS, Duration.ofSeconds(5))));
  }

  private static void assertNothingFailed(ServerStream stream) {
    try (Follower<Candidate> candidates =
        new Follower<>(
            stream.connection(), stream.connection().topics().candidates(), Candidate.class)) {
      List<Candidate> all = new ArrayList<>();
      while (all.size() < candidates.all().size()) {
        all = candidates.all();
      }
      assertThat(all).allMatch(candidate -> candidate.getFailureCode().isEmpty());
      assertThat(all.stream().map(OutageIT::id))
          .as("no worker died, so no request is delivered twice")
          .hasSize(PROMPTS * ServerStream.CANDIDATES)
          .doesNotHaveDuplicates();
    }
  }

  private static String id(Candidate candidate) {
    return CandidateId.of(candidate.getPrompt().getId(), candidate.getIndex());
  }

  private static void assertSaid(ServerStream stream, WorkerState state, String code) {
    try (Follower<WorkerStatus> statuses =
        new Follower<>(
            stream.connection(), stream.connection().topics().workers(), WorkerStatus.class)) {
      assertThat(statuses.all())
          .anyMatch(s -> s.getState() == state && s.getReasonCode().orElse("").equals(code));
    }
  }
}
