package dev.winnow.ops.evaluate;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateFactory;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.verifier.JudgePreview;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.SamplingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Samples and judges prompts as the stream does: the same engines, requests, seeds and checks,
 * without a broker.
 */
public final class Evaluation {
  private static final Instant NOW = FirstRequest.NOW;

  private final Recipe recipe;
  private final int samples;

  /**
   * @param recipe says how to sample and what to accept; its scorers are not asked
   * @param samples candidates of each prompt, at least 1
   */
  public Evaluation(Recipe recipe, int samples) {
    if (!recipe.getVerification().getScorers().isEmpty()) {
      throw new IllegalArgumentException(
          "recipe '%s' has scorers, and an evaluation asks none: evaluate by a recipe that has checks alone"
              .formatted(recipe.getName()));
    }
    this.recipe = recipe;
    this.samples = samples;
  }

  /**
   * Returns the results in the order of the prompts.
   *
   * @param done called after each prompt, one call at a time
   * @throws InterruptedException if the thread is interrupted
   */
  public List<PromptResult> run(Engine engine, List<Prompt> prompts, Runnable done)
      throws InterruptedException {
    List<PromptResult> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(engine.concurrency())) {
      List<Future<PromptResult>> running =
          prompts.stream().map(prompt -> threads.submit(() -> evaluate(engine, prompt))).toList();
      try {
        for (Future<PromptResult> result : running) {
          results.add(result.get());
          done.run();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a prompt could not be evaluated", e.getCause());
      } finally {
        running.forEach(result -> result.cancel(true));
      }
    }
    return results;
  }

  private PromptResult evaluate(Engine engine, Prompt prompt) throws InterruptedException {
    SamplingRequest request = FirstRequest.of(recipe, prompt, samples);
    List<Completion> completions = new ArrayList<>();
    try {
      engine.sample(request, completions::add);
    } catch (SamplingException e) {
      // What was sampled counts; the others are undecided.
    }
    JudgePreview judge = new JudgePreview();
    int right = 0;
    int wrong = 0;
    long tokens = 0;
    for (Completion completion : completions) {
      tokens += completion.tokens();
      Outcome outcome = judge.first(candidate(request, completion, engine.model())).outcome();
      right += outcome == Outcome.ACCEPTED ? 1 : 0;
      wrong += outcome == Outcome.REJECTED ? 1 : 0;
    }
    String family = prompt.getMetadata().getOrDefault("family", "-");
    return new PromptResult(prompt.getId(), family, right, wrong, samples - right - wrong, tokens);
  }

  private static Candidate candidate(SamplingRequest request, Completion completion, String model) {
    return CandidateFactory.of(request, completion.index(), new SamplingModel(model), NOW)
        .setResponse(completion.text())
        .setReasoning(completion.reasoning().orElse(null))
        .setFinishReason(completion.finishReason())
        .setFailureCode(completion.failureCode().orElse(null))
        .setFailure(completion.failure().orElse(null))
        .setTokens(completion.tokens())
        .build();
  }
}
