package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.TransientSamplingException;

/**
 * The chat completions of one server.
 *
 * @param model name of the model on the server
 */
record ChatApi(ServerClient client, String model) {
  /**
   * Returns the server's reply to a request for {@code count} candidates starting at index {@code
   * first}: a completion, a malformed answer or a refusal.
   *
   * @param isRefusedAlready whether an earlier request for these was rejected for its own content
   * @throws TransientSamplingException if the engine is closed
   */
  Reply ask(
      SamplingRequest samplingRequest,
      int first,
      int count,
      boolean saysThatItContinues,
      boolean isRefusedAlready)
      throws TransientSamplingException, InterruptedException {
    ChatCall call =
        new ChatCall(samplingRequest, model, first, count, saysThatItContinues, client.secrets());
    try {
      return client.ask(call, isRefusedAlready);
    } catch (ClientClosedException e) {
      throw new TransientSamplingException(String.valueOf(e.getMessage()), null);
    }
  }
}
