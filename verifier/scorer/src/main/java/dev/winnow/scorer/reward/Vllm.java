package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Message;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.List;

/** The request that vLLM's {@code /classify} and {@code /pooling} share. */
final class Vllm {
  private static final int MAX_TEXTS = 64;

  private Vllm() {}

  /** Texts go together; of conversations a request holds one. */
  static int maxInputs(RewardInput input) {
    return input instanceof Rendered ? MAX_TEXTS : 1;
  }

  static ObjectNode body(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("use_activation", !raw).put("add_special_tokens", false);
    switch (inputs.getFirst()) {
      case Rendered first -> {
        ArrayNode texts = body.putArray("input");
        inputs.forEach(input -> texts.add(((Rendered) input).text()));
      }
      case Conversation conversation -> {
        ArrayNode messages = body.putArray("messages");
        for (Message message : conversation.messages()) {
          messages.addObject().put("role", message.getRole()).put("content", message.getContent());
        }
      }
      case Pair pair -> throw new IllegalArgumentException("vLLM takes no pairs here: " + pair);
    }
    return body;
  }
}
