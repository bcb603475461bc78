package dev.winnow.producers.recipe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.UniformAllocation;
import java.time.Duration;

/**
 * Writes a recipe as the JSON that {@link RecipeFile} reads: what was published can be published
 * again.
 */
public final class RecipeJson {
  private RecipeJson() {}

  /** Everything that the recipe declares, with no default left out. */
  public static ObjectNode of(Recipe recipe) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", recipe.getName());
    recipe.getDescription().ifPresent(text -> json.put("description", text));
    json.put("pool", recipe.getPool());
    json.set("sampling", sampling(recipe.getSampling()));
    json.set("check", check(recipe.getCheck()));
    json.set("allocation", allocation(recipe.getAllocation()));
    json.put("seed", recipe.getSeed());
    json.put("reissue_after", Duration.ofMillis(recipe.getReissueAfterMs()).toString());
    json.put("max_reissues", recipe.getMaxReissues());
    json.put("priority", recipe.getPriority());
    recipe.getBudget().ifPresent(budget -> json.set("budget", budget(budget)));
    json.put("retention", Duration.ofMillis(recipe.getRetentionMs()).toString());
    return json;
  }

  private static ObjectNode check(Check check) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", check.getType());
    check.getOptions().forEach(json::put);
    json.put("references", check.getAllReferences() ? "all" : "any");
    json.put("identical", check.getAcceptIdentical() ? "accept" : "once");
    ArrayNode markers = json.putArray("reasoning");
    for (ReasoningMarker marker : check.getReasoningMarkers()) {
      markers.addObject().put("open", marker.getOpen()).put("close", marker.getClose());
    }
    return json;
  }

  private static ObjectNode sampling(SamplingParams sampling) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("temperature", sampling.getTemperature());
    json.put("top_p", sampling.getTopP());
    json.put("top_k", sampling.getTopK());
    json.put("max_tokens", sampling.getMaxTokens());
    sampling.getStop().forEach(json.putArray("stop")::add);
    return json;
  }

  private static ObjectNode budget(Budget budget) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    budget.getCandidates().ifPresent(most -> json.put("candidates", most));
    budget.getTokens().ifPresent(most -> json.put("tokens", most));
    budget.getCandidatesPerHour().ifPresent(most -> json.put("candidates_per_hour", most));
    budget.getTokensPerHour().ifPresent(most -> json.put("tokens_per_hour", most));
    return json;
  }

  private static ObjectNode allocation(Object allocation) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    switch (allocation) {
      case FixedAllocation fixed ->
          json.put("strategy", "fixed").put("candidates", fixed.getCandidates());
      case UniformAllocation uniform ->
          json.put("strategy", "uniform")
              .put("accepted", uniform.getAccepted())
              .put("max_candidates", uniform.getMaxCandidates())
              .put("max_round", uniform.getMaxRound());
      case Prop2DiffAllocation prop2diff -> {
        json.put("strategy", "prop2diff")
            .put("max_accepted", prop2diff.getMaxAccepted())
            .put("max_candidates", prop2diff.getMaxCandidates())
            .put("max_round", prop2diff.getMaxRound())
            .put("probe", prop2diff.getProbe());
        prop2diff.getFailRateField().ifPresent(field -> json.put("fail_rate_field", field));
      }
      case AdaptiveAllocation adaptive ->
          json.put("strategy", "adaptive")
              .put("accepted", adaptive.getAccepted())
              .put("max_candidates", adaptive.getMaxCandidates())
              .put("price", adaptive.getPrice())
              .put("max_round", adaptive.getMaxRound())
              .put("round_cost", adaptive.getRoundCost());
      default -> json.put("strategy", allocation.getClass().getSimpleName());
    }
    return json;
  }
}
