package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which prompts the model is sure of: those whose final pass rate is high enough. */
final class Certainty {
  private static final String PROMPTS = "prompts";
  private static final String ACCEPTED = "accepted";

  /** Writes a sample of a prompt of which it is known whether the model is sure. */
  @FunctionalInterface
  interface SampleWriter {
    void write(JsonNode sample, boolean isAccepted, boolean isSure, Consumer<ObjectNode> out);
  }

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

  /** The datasets that are read, in this order. */
  static final List<String> DATASETS = List.of(PROMPTS, ACCEPTED, "rejected");

  private final double sureFrom;
  private final Map<String, Boolean> byPrompt = new HashMap<>();

  private Certainty(Options options) {
    this.sureFrom = options.sureFrom();
  }

  /** Returns an export that passes on the samples of prompts that have ended. */
  static Export export(Options options, SampleWriter writer) {
    Certainty certainty = new Certainty(options);
    return (dataset, row, out) -> {
      if (dataset.equals(PROMPTS)) {
        certainty.onPrompt(row);
      } else {
        boolean isAccepted = dataset.equals(ACCEPTED);
        certainty.of(row).ifPresent(isSure -> writer.write(row, isAccepted, isSure, out));
      }
    };
  }

  /** Takes a row of the dataset {@code prompts}; the last one of a prompt holds. */
  private void onPrompt(JsonNode row) {
    JsonNode rate = row.path("pass_rate");
    if (rate.isNumber()) {
      byPrompt.put(row.path("prompt_id").asText(), rate.asDouble() >= sureFrom);
    }
  }

  /** Returns whether the model is sure of a sample's prompt; empty if that is not known. */
  private Optional<Boolean> of(JsonNode sample) {
    return Optional.ofNullable(byPrompt.get(sample.path("prompt_id").asText()));
  }
}
