package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an error is about, by the codes, types and words that servers use. */
enum ErrorKind {
  /** The prompt is longer than the model's context. */
  CONTEXT(
      "context_length|exceed_context_size"
          + "|context (length|window|size)|maximum context|available context"
          + "|(longer|more|larger) than the (model'?s )?(maximum )?context"
          + "|max(imum)?[ _](model|sequence|input|prompt)[ _]?(len|length|tokens)"
          + "|(prompt|input|request) (is )?too (long|large)|too many (input )?tokens"
          + "|reduce the length|`?inputs`? tokens"),
  /** What is asked is filtered for its content. */
  MODERATION(
      "content_filter|content_policy|content management policy|content[ _](is )?(filter|polic)"
          + "|moderation|was flagged|responsible ?ai|safety (system|polic|filter)"
          + "|data_inspection_failed|usage polic"),
  /** The account has nothing left. */
  QUOTA(
      "insufficient_quota|exceeded your current quota|insufficient (balance|credit|funds)"
          + "|billing|quota (is )?(exceeded|exhausted)|out of credits"),
  /** The server asks to slow down. */
  RATE("rate[ _]?limit|too many requests|slow down|overloaded|over capacity"),
  /** The key is not accepted. */
  KEY("invalid_api_key|incorrect api key|authentication|unauthori[sz]ed|invalid (api )?key"),
  /** There is no such model. */
  MODEL(
      "model_not_found|(no such|unknown) model|(model|deployment).{0,80}(not exist|not found|unknown)"),
  /** Several candidates at once are not given. */
  SEVERAL(
      "\\bn\\b ?(must|should|is|>|=|larger|greater)|['\"`]n['\"`]|best_of"
          + "|(multiple|several|more than one) (choices|completions|candidates)|only one"),
  /** A field is not known. */
  FIELD(
      "continue_final_message|add_generation_prompt|(unknown|unrecognized|unexpected|extra)"
          + ".{0,40}(field|parameter|argument|input|key|propert)|not permitted");

  private final Pattern words;

  ErrorKind(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  boolean is(String said) {
    return words.matcher(said).find();
  }

  /** Everything an error says that may tell its kind, bounded. */
  static String said(Optional<JsonNode> json, String message) {
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
