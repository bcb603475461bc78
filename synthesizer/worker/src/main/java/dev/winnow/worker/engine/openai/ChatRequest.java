package dev.winnow.worker.engine.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;

/** The body of a chat completion request. */
final class ChatRequest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Servers accept seeds of different widths; all accept 31 unsigned bits. */
  private static final long SEED_BITS = Integer.MAX_VALUE;

  private ChatRequest() {}

  /**
   * Returns the body that requests some candidates.
   *
   * @param first index of the first candidate
   * @param count number of candidates, at least 1; a seed is sent only for a single one
   * @param saysThatItContinues whether a prompt with an assistant prefix is sent with the fields
   *     that tell vLLM and SGLang to continue the last message; servers that know neither field may
   *     continue an assistant's last message anyway
   */
  static ObjectNode of(
      SamplingRequest samplingRequest,
      String model,
      int first,
      int count,
      boolean saysThatItContinues) {
    SamplingParams sampling = samplingRequest.getSampling();
    ObjectNode body = MAPPER.createObjectNode();
    body.put("model", model);
    body.set("messages", ChatMessages.of(samplingRequest.getPrompt()));
    body.put("stream", false);
    body.put("max_tokens", sampling.getMaxTokens());
    body.put("temperature", sampling.getTemperature());
    body.put("top_p", sampling.getTopP());
    if (saysThatItContinues && samplingRequest.getPrompt().getAssistantPrefix().isPresent()) {
      body.put("continue_final_message", true);
      body.put("add_generation_prompt", false);
    }
    putOptional(body, sampling);
    if (count > 1) {
      body.put("n", count);
    } else {
      long seed =
          CandidateSeed.of(samplingRequest.getPrompt().getId(), first, samplingRequest.getSeed());
      body.put("seed", seed & SEED_BITS);
    }
    return body;
  }

  /** Fields are sent only if set: {@code top_k} is an extension that some servers reject. */
  private static void putOptional(ObjectNode body, SamplingParams sampling) {
    if (sampling.getTopK() > 0) {
      body.put("top_k", sampling.getTopK());
    }
    if (!sampling.getStop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.getStop().forEach(stop::add);
    }
  }
}
