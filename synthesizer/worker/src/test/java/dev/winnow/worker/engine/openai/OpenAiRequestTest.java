package dev.winnow.worker.engine.openai;

import static dev.winnow.worker.engine.TestRequests.asking;
import static dev.winnow.worker.engine.TestRequests.request;
import static dev.winnow.worker.engine.TestRequests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.runtime.testing.Script.Seen;
import dev.winnow.schemas.SamplingParams;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
final class OpenAiRequestTest extends OpenAiHarness {
  private static final SamplingParams PLAIN = new SamplingParams(1.0, 1.0, 0, 64, List.of());

  @Test
  void aRequestIsWhatEveryServerUnderstands() throws Exception {
    sample(engine(1), with(asking("p", "Hello", 5, 1), PLAIN));

    Seen seen = server.seen().getFirst();
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"model": "test-model", "messages": [{"role": "user", "content": "Hello"}],
                 "stream": false, "max_tokens": 64, "temperature": 1.0, "top_p": 1.0}
                """);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.path()).isEqualTo("/server/v1/chat/completions");
    assertThat(seen.authorization()).isEmpty();
    assertThat(withoutSeed(seen.body())).isEqualTo(expected);
  }

  @Test
  void stopAndTopKAreSentWhenSet() throws Exception {
    SamplingParams sampling = new SamplingParams(0.5, 0.9, 20, 8, List.of("Q:", "\n\n"));

    sample(engine(1), with(request("p", 0, 1), sampling));

    JsonNode body = server.seen().getFirst().body();
    assertThat(body.path("top_k").intValue()).isEqualTo(20);
    assertThat(body.path("stop")).extracting(JsonNode::textValue).containsExactly("Q:", "\n\n");
    assertThat(body.path("temperature").doubleValue()).isEqualTo(0.5);
    assertThat(body.path("top_p").doubleValue()).isEqualTo(0.9);
  }

  @Test
  void everyCandidateHasItsOwnSeedWhenAskedForAlone() throws Exception {
    sample(engine(1), request("p", 0, 4));
    sample(engine(1), request("p", 0, 4));

    List<Long> seeds =
        server.seen().stream().map(seen -> seen.body().path("seed").longValue()).toList();
    assertThat(seeds).allMatch(seed -> seed >= 0 && seed <= Integer.MAX_VALUE);
    assertThat(seeds.subList(0, 4)).doesNotHaveDuplicates();
    assertThat(seeds.subList(4, 8)).containsExactlyInAnyOrderElementsOf(seeds.subList(0, 4));
  }

  @Test
  void aRequestForSeveralHasNoSeedSinceAllChoicesMightShareIt() throws Exception {
    sample(engine(4), request("p", 0, 8));

    assertThat(server.seen()).hasSize(2);
    assertThat(server.seen())
        .allMatch(seen -> seen.body().path("n").intValue() == 4 && !seen.body().has("seed"));
  }

  @Test
  void greedyCandidatesAreAskedForOneByOne() throws Exception {
    sample(engine(4), with(request("p", 0, 3), new SamplingParams(0.0, 1.0, 0, 8, List.of())));

    assertThat(server.seen()).hasSize(3).noneMatch(seen -> seen.body().has("n"));
  }

  @Test
  void noMoreRequestsAreInFlightThanConfigured() throws Exception {
    server.always(Behaviours.after(Duration.ofMillis(20), Behaviours::sane));

    sample(engine(1), request("p", 0, 20));

    assertThat(server.maxOpen()).isEqualTo(4);
  }

  @Test
  void connectionsAreKeptForTheNextRequest() throws Exception {
    OpenAiEngine engine = engine(1);

    for (int i = 0; i < 5; i++) {
      sample(engine, request("p", i, 1));
    }

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void theKeyIsReadFromTheVariableAndSent() throws Exception {
    try (OpenAiEngine engine = withKey(Map.of("THE_KEY", "sk-secret\n")::get)) {
      sample(engine, request("p", 0, 1));
    }

    assertThat(server.seen().getFirst().authorization()).contains("Bearer sk-secret");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatThrownBy(() -> withKey(name -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("THE_KEY");
  }

  @Test
  void aKeyThatNoHeaderMayHoldIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> withKey(Map.of("THE_KEY", "sk-sec\r\nret")::get))
        .hasMessageContaining("THE_KEY")
        .hasMessageNotContaining("sec");
  }

  @Test
  void aBaseUrlMayEndInASlashAndHaveAnyPath() throws Exception {
    URI url = URI.create(server.baseUrl().toString().replace("/server/v1", "/proxy/v2/"));

    sample(engine(OpenAiConfig.of(url, "m")), request("p", 0, 1));

    assertThat(server.script("proxy").seen().getFirst().path())
        .isEqualTo("/proxy/v2/chat/completions");
  }

  private OpenAiEngine withKey(Function<String, @Nullable String> environment) {
    return new OpenAiEngine(
        new OpenAiConfig(
            server.baseUrl(),
            "m",
            Optional.of("THE_KEY"),
            1,
            1,
            Duration.ofSeconds(5),
            QUICK,
            1 << 20),
        environment);
  }

  private static JsonNode withoutSeed(JsonNode body) {
    return ((ObjectNode) body.deepCopy()).without("seed");
  }
}
