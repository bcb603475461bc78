package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.reward.RewardServer.Item;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores candidates by a reward model behind a server. Waits for a server that answers no request,
 * without a time limit. Thread-safe.
 */
public final class HttpRewardEngine implements ScorerEngine<RewardOptions> {
  static final String VERSION = "reward/1";

  private static final Duration PROBE_PAUSE = Duration.ofSeconds(5);
  private static final Message QUESTION =
      RecordFactory.message("user", "Jane has 12 apples and buys 30 more. How many has she?");
  private static final List<String> RIGHT_AND_WRONG =
      List.of("She has 12 + 30 = 42 apples.", "She has 17 pears, because the moon is green.");

  private final HttpRewardConfig config;
  private final ServerClient client;
  private final RewardServer server;
  private final StartupProbe probe;

  /**
   * Creates an engine without contacting the server.
   *
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  HttpRewardEngine(HttpRewardConfig config, Function<String, @Nullable String> environment) {
    this.config = config;
    boolean raw = !config.normalized();
    this.client = new ServerClient(config.server(), config.model(), environment);
    this.server = new RewardServer(client, config.dialect(), config.model(), raw);
    this.probe = new StartupProbe(this::askProbe, raw, PROBE_PAUSE);
  }

  @Override
  public void check() throws InterruptedException {
    probe.start(client::status);
  }

  @Override
  public List<ScoringResult> score(RewardOptions options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException {
    probe.await();
    @Nullable ScoringResult[] results = new ScoringResult[requests.size()];
    List<Item> items = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      try {
        items.add(item(requests.get(i)));
        places.add(i);
      } catch (RefusedInputException e) {
        results[i] = new Failed(e.code(), String.valueOf(e.getMessage()), ScoringCost.NONE);
      }
    }
    List<ScoringResult> asked = items.isEmpty() ? List.of() : ask(items);
    for (int i = 0; i < asked.size(); i++) {
      ScoringRequest request = requests.get(places.get(i));
      results[places.get(i)] = named(asked.get(i), request.getScorer().getName(), options.value());
    }
    return Arrays.stream(results).flatMap(Stream::ofNullable).toList();
  }

  private List<ScoringResult> ask(List<Item> items)
      throws TransientScoringException, InterruptedException {
    try {
      return server.ask(items);
    } catch (ClientClosedException e) {
      throw new TransientScoringException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A server that gives values in [0, 1] by design has applied the sigmoid already. */
  private ScoringResult named(ScoringResult result, String scorer, RewardValue wanted) {
    RewardValue applied = config.normalized() ? RewardValue.RAW : wanted;
    Optional<Double> value = RewardServer.value(result);
    return value.isEmpty()
        ? result
        : new Values(Map.of(scorer, applied.of(value.get())), result.cost(), result.detail());
  }

  private Item item(ScoringRequest request) throws RefusedInputException {
    return item(
        request.getId(),
        request.getPrompt().getId(),
        request.getPrompt().getMessages(),
        request.getResponse());
  }

  private Item item(String id, String promptId, List<Message> prompt, String response)
      throws RefusedInputException {
    long chars = response.length();
    long tokens = GeneratedText.estimatedTokens(response);
    for (Message message : prompt) {
      chars += message.getContent().length();
      tokens += GeneratedText.estimatedTokens(message.getContent());
    }
    if (chars > config.maxChars()) {
      throw new RefusedInputException(
          ScoringResult.TOO_LONG,
          "prompt and response have %d characters together, at most %d are sent"
              .formatted(chars, config.maxChars()));
    }
    try {
      return new Item(id, promptId, config.renderer().of(prompt, response), tokens);
    } catch (TemplateException e) {
      throw new RefusedInputException(
          ScoringResult.REFUSED,
          "the chat template: " + ServerText.line(String.valueOf(e.getMessage())));
    }
  }

  private StartupProbe.Values askProbe() throws ClientClosedException, InterruptedException {
    List<Item> items = new ArrayList<>();
    try {
      for (String answer : RIGHT_AND_WRONG) {
        items.add(item("probe", "probe", List.of(QUESTION), answer));
      }
    } catch (RefusedInputException e) {
      return new StartupProbe.Values(List.of(), Optional.ofNullable(e.getMessage()));
    }
    List<Double> values = new ArrayList<>();
    for (ScoringResult result : server.ask(items)) {
      if (result instanceof Failed failed) {
        return new StartupProbe.Values(List.of(), Optional.of(failed.reason()));
      }
      RewardServer.value(result).ifPresent(values::add);
    }
    return new StartupProbe.Values(values, Optional.empty());
  }

  @Override
  public BatchLimits limits() {
    return config.limits();
  }

  @Override
  public int concurrency() {
    return config.server().maxRequests();
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public String model() {
    return config.model();
  }

  @Override
  public EngineStatus status() {
    EngineStatus ofServer = client.status();
    return probe.status(ofServer).orElse(ofServer);
  }

  /** Requests that could only wait are left to other workers. */
  @Override
  public boolean wantsMore() {
    return probe.hasPassed() && client.wantsMore();
  }

  @Override
  public void close() {
    probe.close();
    client.close();
  }
}
