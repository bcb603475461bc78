package dev.winnow.verifier.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.verifier.request.RowFields;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A labelled case: a reference answer, an answer or response, and the expected result.
 *
 * @param gold the reference, bare unless the case is flagged {@code raw-gold}
 * @param candidate a bare answer for kind {@link Kind#EQUIV}, else a whole response
 * @param accepted whether the pair should be judged equal; meaningless for kind {@link
 *     Kind#EXTRACT}
 * @param extracted the answer that should be found, for kind {@link Kind#EXTRACT}; else empty
 * @param core whether no contested convention is involved
 */
public record Case(
    String id,
    String source,
    String category,
    Kind kind,
    String gold,
    String candidate,
    boolean accepted,
    String extracted,
    boolean core,
    List<String> flags) {

  /** The part of the check that a case tests. */
  public enum Kind {
    EXTRACT,
    EQUIV,
    EXTRACT_EQUIV
  }

  public Case {
    flags = List.copyOf(flags);
  }

  /** Reads one line of a case file; an error names the missing or wrong field. */
  static Case of(JsonNode node) {
    Kind kind =
        switch (RowFields.text(node, "kind")) {
          case "extract" -> Kind.EXTRACT;
          case "equiv" -> Kind.EQUIV;
          case "extract+equiv" -> Kind.EXTRACT_EQUIV;
          default ->
              throw new IllegalArgumentException(
                  "kind must be extract, equiv or extract+equiv, but was " + node.get("kind"));
        };
    List<String> flags =
        StreamSupport.stream(node.path("flags").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    boolean extract = kind == Kind.EXTRACT;
    return new Case(
        RowFields.text(node, "id"),
        node.path("source").asText(""),
        node.path("category").asText(""),
        kind,
        extract ? "" : RowFields.text(node, flags.contains("raw-gold") ? "gold" : "gold_answer"),
        RowFields.text(node, kind == Kind.EQUIV ? "candidate" : "response"),
        node.path("expected").asBoolean(false),
        extract ? node.path("expected").asText("") : "",
        node.path("core").asBoolean(true),
        flags);
  }
}
