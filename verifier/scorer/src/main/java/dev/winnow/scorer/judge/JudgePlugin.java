package dev.winnow.scorer.judge;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.schemas.Prompt;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScorerPlugin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes judges known as {@code judge}. */
public final class JudgePlugin implements ScorerPlugin<JudgeOptions, JudgeWorkerOptions> {
  private static final int MAX_ANSWER_BYTES = 8 << 20;

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public String summary() {
    return "a model that is asked in words, on a server that speaks OpenAI's chat completions";
  }

  @Override
  public Class<JudgeOptions> options() {
    return JudgeOptions.class;
  }

  @Override
  public Class<JudgeWorkerOptions> workerOptions() {
    return JudgeWorkerOptions.class;
  }

  @Override
  public List<String> scores(String scorer, JudgeOptions options) {
    return options.names().isEmpty()
        ? List.of(scorer)
        : options.names().stream().map(criterion -> scorer + '_' + criterion).toList();
  }

  @Override
  public boolean isRepeatable(JudgeOptions options) {
    return options.isRepeatable();
  }

  @Override
  public Optional<String> misfit(JudgeOptions options, Prompt prompt) {
    return options.plan().needsReference() && prompt.getReference().isEmpty()
        ? Optional.of("the judge compares with a reference; give the prompt one")
        : Optional.empty();
  }

  @Override
  public Supplier<ScorerEngine<JudgeOptions>> prepare(JudgeWorkerOptions options) {
    Backoff backoff = Backoff.DEFAULT;
    HttpServerConfig server =
        new HttpServerConfig(
            options.baseUrl(),
            options.apiKeyEnv(),
            options.maxRequests(),
            Duration.ofSeconds(options.requestSeconds()),
            new Backoff(
                options.requestAttempts(),
                backoff.first(),
                backoff.longest(),
                backoff.longestAsked()),
            MAX_ANSWER_BYTES);
    return () -> new JudgeEngine(server, options.model(), options.maxChars(), System::getenv);
  }
}
