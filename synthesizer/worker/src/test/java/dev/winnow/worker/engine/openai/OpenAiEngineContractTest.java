package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.runtime.testing.ScriptedServer;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineContract;
import dev.winnow.worker.engine.TestRequests;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** One candidate by request: with seeds, and so with the same texts for the same request. */
final class OpenAiEngineContractTest extends EngineContract {
  private final ScriptedServer server = new ScriptedServer();

  @Override
  protected Engine open() {
    server.always(
        (request, body) -> {
          if (body.path("messages").path(0).path("content").asText().startsWith("Too long")) {
            Behaviours.status(400, "{\"message\": \"longer than the context\"}")
                .answer(request, body);
          } else {
            Behaviours.sane(request, body);
          }
        });
    OpenAiConfig defaults = OpenAiConfig.of(server.baseUrl(), "m");
    return new OpenAiEngine(
        new OpenAiConfig(
            server.baseUrl(),
            "m",
            Optional.empty(),
            1,
            8,
            defaults.timeout(),
            defaults.backoff(),
            defaults.maxAnswerBytes()));
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Override
  protected SamplingRequest possible(String promptId, int firstIndex, int count) {
    return TestRequests.request(promptId, firstIndex, count);
  }

  @Override
  protected SamplingRequest impossible() {
    return TestRequests.asking("p", "Too long", 0, 2);
  }
}
