package dev.winnow.scorer.code.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.code.compare.ValueComparison;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import java.util.Optional;

/** Asks for a call as the driver reads it, and judges the answer. Pure. */
record CallJudge(ValueComparison values) {
  /** Returns the request for a call. */
  static String request(String function, CallCase test) {
    ObjectNode call =
        JsonNodeFactory.instance.objectNode().put("op", "call").put("name", function);
    test.arguments().forEach(call.putArray("args")::add);
    return call.toString();
  }

  /** Counts the answer. */
  void judge(CallCase test, Frame frame, TestReport.Builder report) {
    if (frame.kind() == 'V' && isRight(test, frame.json())) {
      report.pass();
    } else {
      report.fail(frame.kind() == 'V' ? "it returned another value" : frame.json());
    }
  }

  private boolean isRight(CallCase test, String json) {
    Optional<JsonNode> answer = AnswerJson.parse(json);
    return answer.isPresent() && values.holdsAlone(test.value(), value(test, answer.get()));
  }

  /** A function that returns nothing, where something is wanted, answers in its first argument. */
  private static JsonNode value(CallCase test, JsonNode answer) {
    JsonNode value = answer.path("r");
    JsonNode changed = answer.path("a").path("0");
    return value.isNull() && !test.value().isNull() && !changed.isMissingNode() ? changed : value;
  }
}
