package dev.winnow.runtime.http.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.http.throttle.ServerGates.Server;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.WorkerState;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerGatesTest {
  @Test
  void aServerIsAsUnavailableAsTheWorstOfItsModels() throws Exception {
    URI url = URI.create("http://models.example:8000/v1");
    Server one = new Server(url, "one", Optional.empty());
    Server other = new Server(url, "other", Optional.empty());
    ServerGate unused = ServerGates.open(one, Backoff.DEFAULT, 4);
    ServerGate throttled = ServerGates.open(other, Backoff.DEFAULT, 4);
    boolean entered = throttled.enter(() -> false);

    throttled.throttled("RATE_LIMIT", "slower", Optional.of(Duration.ofMinutes(1)));

    Map<String, EngineStatus> statuses = ServerGates.statuses();
    ServerGates.close(one);
    ServerGates.close(other);
    assertThat(entered).isTrue();
    assertThat(statuses)
        .hasEntrySatisfying(
            "models.example:8000",
            status -> assertThat(status.state()).isEqualTo(WorkerState.THROTTLED));
    assertThat(ServerGates.statuses()).doesNotContainKey("models.example:8000");
  }
}
