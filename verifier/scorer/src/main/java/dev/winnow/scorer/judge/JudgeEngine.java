package dev.winnow.scorer.judge;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.TransientScoringException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores candidates by asking a model in words, on any server that speaks OpenAI's chat
 * completions. Waits for a server that answers no request, without a time limit. Thread-safe.
 */
public final class JudgeEngine implements ScorerEngine<JudgeOptions> {
  static final String VERSION = "judge/1";

  private final String model;
  private final HttpServerConfig server;
  private final int maxChars;
  private final ServerClient client;

  /**
   * Creates an engine without contacting the server.
   *
   * @param maxChars maximum length of prompt, response and reference together: longer ones are not
   *     sent
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  JudgeEngine(
      HttpServerConfig server,
      String model,
      int maxChars,
      Function<String, @Nullable String> environment) {
    this.server = server;
    this.model = model;
    this.maxChars = maxChars;
    this.client = new ServerClient(server, model, environment);
  }

  @Override
  public List<ScoringResult> score(JudgeOptions options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException {
    List<ScoringResult> results = new ArrayList<>(requests.size());
    for (ScoringRequest request : requests) {
      results.add(score(options, request));
    }
    return results;
  }

  private ScoringResult score(JudgeOptions options, ScoringRequest request)
      throws TransientScoringException, InterruptedException {
    long chars = chars(request);
    if (chars > maxChars) {
      return failed(
          ScoringResult.TOO_LONG,
          "prompt, response and reference have %d characters together, at most %d are sent"
              .formatted(chars, maxChars));
    }
    if (options.plan().needsReference() && request.getPrompt().getReference().isEmpty()) {
      return failed("NO_REFERENCE", "the judge needs a reference, and the prompt has none");
    }
    try {
      return new JudgeRun(client, model, options, request).run();
    } catch (ClientClosedException e) {
      throw new TransientScoringException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Failed failed(String code, String reason) {
    return new Failed(code, reason, ScoringCost.NONE);
  }

  private static long chars(ScoringRequest request) {
    long chars =
        (long) request.getResponse().length()
            + request.getPrompt().getReference().map(String::length).orElse(0);
    for (Message message : request.getPrompt().getMessages()) {
      chars += message.getContent().length();
    }
    return chars;
  }

  /** Each candidate is asked about by itself. */
  @Override
  public BatchLimits limits() {
    return BatchLimits.SINGLE;
  }

  @Override
  public int concurrency() {
    return server.maxRequests();
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public EngineStatus status() {
    return client.status();
  }

  @Override
  public boolean wantsMore() {
    return client.wantsMore();
  }

  @Override
  public void close() {
    client.close();
  }
}
