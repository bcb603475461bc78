package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which prompts the model is sure of: those whose final pass rate is high enough. */
final class Certainty {
  /** The option that decides. */
  record Options(
      @PluginOption(
              help = "least final pass rate of a prompt that the model is sure of, 0 to 1",
              defaultValue = "0.5",
              min = 0,
              max = 1)
          double sureFrom) {
    Options {
      OptionRules.inRange(Options.class, sureFrom).orThrow();
    }
  }

  private final double sureFrom;
  private final Map<String, Boolean> byPrompt = new HashMap<>();

  Certainty(Options options) {
    this.sureFrom = options.sureFrom();
  }

  /** Takes a row of the dataset {@code prompts}; the last one of a prompt holds. */
  void onPrompt(JsonNode row) {
    JsonNode rate = row.path("pass_rate");
    if (rate.isNumber()) {
      byPrompt.put(row.path("prompt_id").asText(), rate.asDouble() >= sureFrom);
    }
  }

  /** Returns whether the model is sure of a sample's prompt; empty if that is not known. */
  Optional<Boolean> of(JsonNode sample) {
    return Optional.ofNullable(byPrompt.get(sample.path("prompt_id").asText()));
  }
}
