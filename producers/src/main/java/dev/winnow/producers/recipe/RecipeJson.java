package dev.winnow.producers.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.rules.AllocationCatalog;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a recipe as the JSON that {@link RecipeFile} reads: what was published can be published
 * again.
 */
public final class RecipeJson {
  private RecipeJson() {}

  /**
   * Returns everything that the recipe declares, with no default left out.
   *
   * @param catalog the plug-ins whose options are written by their types
   */
  public static ObjectNode of(Recipe recipe, RecipeCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", recipe.getName());
    recipe.getDescription().ifPresent(text -> json.put("description", text));
    json.put("pool", recipe.getPool());
    json.set("sampling", sampling(recipe.getSampling()));
    putVerification(json, recipe.getVerification(), catalog.verification());
    json.set("allocation", allocation(recipe.getAllocation(), catalog.allocations()));
    json.put("seed", recipe.getSeed());
    json.put("reissue_after", Duration.ofMillis(recipe.getReissueAfterMs()).toString());
    json.put("max_reissues", recipe.getMaxReissues());
    recipe
        .getVerification()
        .getMaxPolicyAge()
        .ifPresent(versions -> json.put("max_policy_age", versions));
    json.put("priority", recipe.getPriority());
    recipe.getBudget().ifPresent(budget -> json.set("budget", budget(budget)));
    if (recipe.getPaused()) {
      json.put("paused", true);
    }
    recipe
        .getCuration()
        .ifPresent(curation -> json.set("curate", curation(curation, catalog.curation())));
    json.put("retention", Duration.ofMillis(recipe.getRetentionMs()).toString());
    return json;
  }

  /** Writes the short form {@code check} if it says everything, else {@code verify}. */
  private static void putVerification(
      ObjectNode json, Verification verification, VerificationCatalog catalog) {
    String identical = verification.getAcceptIdentical() ? "accept" : "once";
    List<Check> checks = verification.getChecks();
    if (checks.size() == 1 && verification.getScorers().isEmpty()) {
      json.set("check", check(checks.getFirst(), catalog).put("identical", identical));
      return;
    }
    ObjectNode verify = json.putObject("verify");
    checks.forEach(check -> verify.withArray("checks").add(check(check, catalog)));
    verification
        .getScorers()
        .forEach(scorer -> verify.withArray("scorers").add(scorer(scorer, catalog.scorers())));
    verification.getScore().ifPresent(text -> verify.put("score", text));
    verification.getAccept().ifPresent(text -> verify.put("accept", text));
    verify.put("identical", identical);
  }

  private static ObjectNode scorer(Scorer scorer, ScorerCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", scorer.getName()).put("type", scorer.getType()).put("pool", scorer.getPool());
    json.put("when", scorer.getAlways() ? "always" : "accepted");
    putOptions(json, scorer.getOptions(), catalog.types().find(scorer.getType()));
    return json;
  }

  private static ObjectNode check(Check check, VerificationCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", check.getType());
    putOptions(json, check.getOptions(), catalog.checks().find(check.getType()));
    json.put("references", check.getAllReferences() ? "all" : "any");
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

  private static ObjectNode allocation(Allocation allocation, AllocationCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("strategy", allocation.getStrategy());
    putOptions(json, allocation.getOptions(), catalog.strategies().find(allocation.getStrategy()));
    return json;
  }

  private static ObjectNode curation(Curation curation, CurationCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    curation
        .getSelected()
        .ifPresent(
            rule -> json.set("selected", rule(rule, CurationReader.BY, catalog.selections())));
    curation
        .getPairs()
        .ifPresent(rule -> json.set("pairs", rule(rule, CurationReader.POLICY, catalog.pairs())));
    return json;
  }

  private static ObjectNode rule(CurationRule rule, String chooser, PolicyCatalog catalog) {
    ObjectNode json = Json.MAPPER.createObjectNode().put(chooser, rule.getPolicy());
    putOptions(json, rule.getSettings(), OptionSchema.of(catalog.settings()));
    putOptions(json, rule.getOptions(), catalog.policies().find(rule.getPolicy()));
    return json;
  }

  private static void putOptions(
      ObjectNode json, Map<String, String> options, Optional<? extends Plugin<?>> plugin) {
    List<OptionInfo> known = plugin.map(some -> OptionSchema.of(some.options())).orElse(List.of());
    putOptions(json, options, known);
  }

  private static void putOptions(
      ObjectNode json, Map<String, String> options, List<OptionInfo> known) {
    Map<String, String> left = new TreeMap<>(options);
    for (OptionInfo option : known) {
      String value = left.remove(option.name());
      if (value != null) {
        json.set(option.name(), value(option, value));
      }
    }
    // Options that this installation does not know: their types are unknown, so they stay text.
    left.forEach(json::put);
  }

  private static JsonNode value(OptionInfo option, String text) {
    if (option.shape() == OptionInfo.Shape.LIST) {
      ArrayNode items = Json.MAPPER.createArrayNode();
      Options.split(text).forEach(item -> items.add(scalar(option, item)));
      return items;
    }
    return scalar(option, text);
  }

  /** Returns a value as its type is written. */
  static JsonNode scalar(OptionInfo option, String text) {
    try {
      return switch (option.type()) {
        case INT, LONG -> LongNode.valueOf(Long.parseLong(text));
        case DOUBLE -> DoubleNode.valueOf(Double.parseDouble(text));
        case BOOLEAN -> BooleanNode.valueOf(text.equals("true"));
        default -> TextNode.valueOf(text);
      };
    } catch (NumberFormatException e) {
      return TextNode.valueOf(text); // A record of a client that does not use our publisher.
    }
  }
}
