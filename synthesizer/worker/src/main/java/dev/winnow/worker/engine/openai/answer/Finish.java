package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a choice ended.
 *
 * @param reason our reason
 * @param callsTools whether tools are called
 * @param fault why the text is not the model's whole answer; empty when it may be
 * @param code code of the fault; empty text when there is none
 * @param mayPass whether the fault may be temporary
 */
record Finish(
    FinishReason reason, boolean callsTools, Optional<String> fault, String code, boolean mayPass) {

  /**
   * Reads {@code finish_reason}. In addition to OpenAI's values it knows those of
   * text-generation-inference ({@code eos_token}, {@code stop_sequence}) and of gateways to other
   * vendors.
   */
  static Finish of(JsonNode finishReason) {
    String word = finishReason.isNull() ? "" : finishReason.asText("").strip();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "stop", "eos_token", "stop_sequence", "eos", "end_turn", "stop_token" ->
          good(FinishReason.STOP, false);
      case "length", "max_tokens", "model_length", "max_output_tokens" ->
          good(FinishReason.LENGTH, false);
      case "tool_calls", "function_call", "tool_use" -> good(FinishReason.STOP, true);
      case "content_filter",
          "content-filter",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "sensitive" ->
          bad(
              FailureCodes.CONTENT_FILTER,
              "the server filtered the response: " + quoted(word),
              false);
      case "error", "abort", "aborted", "cancelled", "insufficient_system_resource", "timeout" ->
          bad(
              FailureCodes.SERVER_ERROR,
              "the server did not finish the response: " + quoted(word),
              true);
      case "" ->
          bad(
              FailureCodes.MALFORMED_ANSWER,
              "the server did not report whether the response is complete: no finish_reason",
              true);
      default ->
          bad(
              FailureCodes.MALFORMED_ANSWER,
              "the server ends the response for an unknown reason: " + quoted(word),
              false);
    };
  }

  private static Finish good(FinishReason reason, boolean callsTools) {
    return new Finish(reason, callsTools, Optional.empty(), "", false);
  }

  private static Finish bad(String code, String fault, boolean mayPass) {
    return new Finish(FinishReason.FAILED, false, Optional.of(fault), code, mayPass);
  }

  private static String quoted(String word) {
    return "finish_reason=" + ServerText.line(word);
  }
}
