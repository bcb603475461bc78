package dev.winnow.runtime.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Classifies errors by the codes, types and words that servers use. */
enum ErrorKind {
  /** The prompt is longer than the model's context. */
  CONTEXT(
      "context_length|exceed_context_size"
          + "|context (length|window|size)|maximum context|available context"
          + "|(longer|more|larger) than the (model'?s )?(maximum )?context"
          + "|max(imum)?[ _](model|sequence|input|prompt)[ _]?(len|length|tokens)"
          + "|(prompt|input|request) (is )?too (long|large)|too many (input )?tokens"
          + "|reduce the length|`?inputs`? tokens|must have (less|fewer) than \\d+ tokens"
          + "|(input|prompt|text) (length|tokens?|\\(\\d+ tokens\\)).{0,40}(exceed|longer)"),
  /** The content of the request is filtered. */
  MODERATION(
      "content_filter|content_policy|content management policy|content[ _](is )?(filter|polic)"
          + "|moderation|was flagged|responsible ?ai|safety (system|polic|filter)"
          + "|data_inspection_failed|usage polic"),
  /** The account's quota is used up. */
  QUOTA(
      "insufficient_quota|exceeded your current quota|insufficient (balance|credit|funds)"
          + "|billing|quota (is )?(exceeded|exhausted)|out of credits"),
  /** The server asks to slow down. */
  RATE("rate[ _]?limit|too many requests|slow down|overloaded|over capacity"),
  /** The key is rejected. */
  KEY("invalid_api_key|incorrect api key|authentication|unauthori[sz]ed|invalid (api )?key"),
  /** The model does not exist. */
  MODEL(
      "model_not_found|(no such|unknown) model|(model|deployment).{0,80}(not exist|not"
          + " found|unknown)"),
  /** Several candidates per request are not supported. */
  SEVERAL(
      "\\bn\\b ?(must|should|is|>|=|larger|greater)|['\"`]n['\"`]|best_of"
          + "|(multiple|several|more than one) (choices|completions|candidates)|only one"),
  /** A field is unknown. */
  FIELD(
      "continue_final_message|add_generation_prompt|(unknown|unrecognized|unexpected|extra)"
          + ".{0,40}(field|parameter|argument|input|key|propert)|not permitted");

  private final Pattern pattern;

  ErrorKind(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  boolean is(String textOf) {
    return pattern.matcher(textOf).find();
  }

  /** Returns all bounded parts of an error that may identify its kind. */
  static String textOf(Optional<JsonNode> json, String message) {
    JsonNode error = json.map(tree -> tree.path("error")).orElse(null);
    if (error == null) {
      return message;
    }
    String codes =
        "%s %s %s"
            .formatted(
                error.path("code").asText(""),
                error.path("type").asText(""),
                error.path("param").asText(""));
    return (message + ' ' + ServerText.line(codes)).toLowerCase(Locale.ROOT);
  }
}
