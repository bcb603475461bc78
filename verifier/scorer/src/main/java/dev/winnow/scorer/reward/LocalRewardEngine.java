package dev.winnow.scorer.reward;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.transformer.Conversation;
import dev.winnow.transformer.Reward;
import dev.winnow.transformer.RewardModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Scores candidates by a reward model in this process, one batch at a time. Thread-safe. */
public final class LocalRewardEngine implements ScorerEngine<RewardOptions> {
  private final RewardModel model;
  private final BatchLimits limits;
  private final int maxChars;

  /** The model is used by one thread at a time, and never after it was closed. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean closed;

  /**
   * Scores with this model, which it closes with itself.
   *
   * @param maxChars maximum length of a prompt and a response together
   */
  LocalRewardEngine(RewardModel model, BatchLimits limits, int maxChars) {
    this.model = model;
    this.limits = limits;
    this.maxChars = maxChars;
  }

  @Override
  public List<ScoringResult> score(RewardOptions options, List<ScoringRequest> requests)
      throws TransientScoringException, InterruptedException {
    List<ScoringRequest> fitting = requests.stream().filter(this::fits).toList();
    List<Conversation> texts = fitting.stream().map(LocalRewardEngine::conversation).toList();
    long start = System.nanoTime();
    List<Reward> rewards = texts.isEmpty() ? List.of() : rewards(texts);
    long nanos = (System.nanoTime() - start) / Math.max(1, texts.size());
    List<ScoringResult> results = new ArrayList<>(requests.size());
    int next = 0;
    for (ScoringRequest request : requests) {
      results.add(
          fits(request)
              ? result(rewards.get(next++), request, options.value(), nanos)
              : tooLong(request));
    }
    return results;
  }

  private List<Reward> rewards(List<Conversation> texts)
      throws TransientScoringException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw new TransientScoringException("the scorer is closed", null);
      }
      return model.score(texts);
    } finally {
      lock.unlock();
    }
  }

  private ScoringResult result(
      Reward reward, ScoringRequest request, RewardValue value, long nanos) {
    return switch (reward) {
      case Reward.Scored scored ->
          new Values(
              Map.of(request.getScorer().getName(), value.of(scored.logit())),
              ScoringCost.ofReading(scored.tokens(), nanos),
              Optional.empty());
      case Reward.TooLong tooLong ->
          new Failed(
              ScoringResult.TOO_LONG,
              "the text has %d tokens, the model's context is %d"
                  .formatted(tooLong.tokens(), model.context()),
              ScoringCost.NONE);
      case Reward.Failed failed ->
          new Failed(ScoringResult.REFUSED, failed.reason(), ScoringCost.NONE);
    };
  }

  private Failed tooLong(ScoringRequest request) {
    return new Failed(
        ScoringResult.TOO_LONG,
        "prompt and response have %d characters together, at most %d are scored"
            .formatted(chars(request), maxChars),
        ScoringCost.NONE);
  }

  private boolean fits(ScoringRequest request) {
    return chars(request) <= maxChars;
  }

  private static long chars(ScoringRequest request) {
    long chars = request.getResponse().length();
    for (Message message : request.getPrompt().getMessages()) {
      chars += message.getContent().length();
    }
    return chars;
  }

  private static Conversation conversation(ScoringRequest request) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Message message : request.getPrompt().getMessages()) {
      messages.add(Map.of("role", message.getRole(), "content", message.getContent()));
    }
    return new Conversation(messages, request.getResponse());
  }

  @Override
  public BatchLimits limits() {
    return limits;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public String version() {
    return HttpRewardEngine.VERSION;
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
