package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.EngineContract;
import dev.winnow.synthesizer.engine.TestTrials;
import dev.winnow.synthesizer.testing.Behaviours;
import dev.winnow.synthesizer.testing.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** One candidate by request: with seeds, and so with the same texts for the same trial. */
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
  protected Trial possible(String promptId, int firstIndex, int count) {
    return TestTrials.trial(promptId, firstIndex, count);
  }

  @Override
  protected Trial impossible() {
    return TestTrials.asking("p", "Too long", 0, 2);
  }
}
