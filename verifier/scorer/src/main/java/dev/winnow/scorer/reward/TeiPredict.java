package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /predict} of text-embeddings-inference: for each input a list of {@code {"label",
 * "score"}}. Every input is sent as a list of its own, since a flat list of two texts would be one
 * pair. Texts are never cut.
 */
public final class TeiPredict implements Dialect {
  /** The server's own bound unless it is started with another. */
  private static final int MAX_INPUTS = 32;

  @Override
  public String name() {
    return "tei-predict";
  }

  @Override
  public String path() {
    return "/predict";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return !(input instanceof Conversation);
  }

  @Override
  public boolean addsSpecialTokens() {
    return true;
  }

  @Override
  public int maxInputs(RewardInput input) {
    return MAX_INPUTS;
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("raw_scores", raw).put("truncate", false);
    ArrayNode all = body.putArray("inputs");
    for (RewardInput input : inputs) {
      ArrayNode texts = all.addArray();
      switch (input) {
        case Rendered rendered -> texts.add(rendered.text());
        case Pair pair -> texts.add(pair.prompt()).add(pair.response());
        case Conversation conversation ->
            throw new IllegalArgumentException("TEI takes no conversations: " + conversation);
      }
    }
    return body;
  }

  /** The labels of an input are sorted by score, so that only one label has a certain meaning. */
  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode labels : RewardEntries.inOrder(answer, inputs)) {
      readings.add(
          labels.size() == 1
              ? RewardEntries.single(labels.path(0).path("score"))
              : new ScoreReading.Unusable(
                  "want a model with one label, found %s".formatted(RewardEntries.shown(labels))));
    }
    return readings;
  }
}
