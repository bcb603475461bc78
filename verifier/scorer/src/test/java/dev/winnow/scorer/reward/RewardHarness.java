package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.runtime.testing.ScriptedServer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.transformer.template.ChatTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An engine and the reward server that it asks. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RewardHarness {
  static final Backoff QUICK =
      new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(400));

  /** Llama's way of writing a chat, with its beginning-of-sequence token. */
  static final ChatTemplate TEMPLATE =
      ChatTemplate.parse(
          "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}",
          Map.of("bos_token", "<s>"));

  final ScriptedServer server = new ScriptedServer();
  private final List<HttpRewardEngine> engines = new ArrayList<>();

  @AfterEach
  final void closeAll() {
    engines.forEach(HttpRewardEngine::close);
    server.close();
  }

  /** An engine that has not asked its first question yet. */
  final HttpRewardEngine unchecked(Dialect dialect, InputForm form) {
    InputRenderer renderer =
        new InputRenderer(form, Optional.of(TEMPLATE), dialect.addsSpecialTokens());
    HttpServerConfig config =
        new HttpServerConfig(
            server.baseUrl(), Optional.empty(), 4, Duration.ofSeconds(2), QUICK, 1 << 20);
    BatchLimits limits = new BatchLimits(8, 10_000, Duration.ofMillis(20));
    HttpRewardEngine engine =
        new HttpRewardEngine(
            new HttpRewardConfig(config, dialect, renderer, "rm", false, limits, 10_000),
            name -> null);
    engines.add(engine);
    return engine;
  }

  /** An engine whose server has answered its first question. */
  final HttpRewardEngine checked(Dialect dialect, InputForm form, Behaviour answersToTwo)
      throws InterruptedException {
    server.then(answersToTwo);
    HttpRewardEngine engine = unchecked(dialect, form);
    engine.check();
    return engine;
  }

  static Behaviour json(String body) {
    return Behaviours.status(200, body);
  }

  static List<ScoringRequest> requests(String... responses) {
    List<ScoringRequest> requests = new ArrayList<>();
    for (int i = 0; i < responses.length; i++) {
      requests.add(ScoringRequests.reward("p", i, responses[i]));
    }
    return requests;
  }

  /** Each value, or the code of each failure. */
  static List<Object> outcomes(List<ScoringResult> results) {
    List<Object> outcomes = new ArrayList<>();
    for (ScoringResult result : results) {
      switch (result) {
        case Values values -> outcomes.add(values.values().get("helpful"));
        case Failed failed -> outcomes.add(failed.code());
      }
    }
    return outcomes;
  }
}
