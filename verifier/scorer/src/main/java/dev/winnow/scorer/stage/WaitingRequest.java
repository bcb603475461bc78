package dev.winnow.scorer.stage;

import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.ScoringResult;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its batch.
 *
 * @param tokens estimated length of its prompt and response
 * @param chars characters of both, which it keeps in memory
 * @param result completes with the result, or exceptionally if there is none
 */
record WaitingRequest(
    ScoringRequest request, long tokens, long chars, CompletableFuture<ScoringResult> result) {
  static WaitingRequest of(ScoringRequest request) {
    long tokens = GeneratedText.estimatedTokens(request.getResponse());
    long chars = request.getResponse().length();
    for (var message : request.getPrompt().getMessages()) {
      tokens += GeneratedText.estimatedTokens(message.getContent());
      chars += message.getContent().length();
    }
    return new WaitingRequest(request, tokens, chars, new CompletableFuture<>());
  }

  /** Requests with equal scorers may be scored together. */
  Scorer scorer() {
    return request.getScorer();
  }

  String promptId() {
    return request.getPrompt().getId();
  }
}
