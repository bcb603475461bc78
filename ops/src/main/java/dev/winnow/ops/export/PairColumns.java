package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The columns of a preference pair that layouts use.
 *
 * @param prompt messages before the answers
 * @param chosen text of the better answer
 * @param rejected text of the worse answer
 * @param row all columns
 */
record PairColumns(ArrayNode prompt, String chosen, String rejected, JsonNode row) {
  static PairColumns of(JsonNode pair) {
    return new PairColumns(
        Chat.plain(pair.path("prompt")),
        Chat.lastContent(pair.path("chosen")),
        Chat.lastContent(pair.path("rejected")),
        pair);
  }
}
