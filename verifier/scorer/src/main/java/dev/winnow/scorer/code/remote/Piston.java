package dev.winnow.scorer.code.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import java.util.Map;
import java.util.Optional;

/** Piston: {@code POST /api/v2/execute}. */
public record Piston() implements RunDialect {
  private static final int COMPILE_MILLIS = 30_000;
  private static final int BY_SIGNAL = 137;
  private static final Map<String, String> NAMES = Map.of("cpp", "c++");

  @Override
  public String path() {
    return "/api/v2/execute";
  }

  @Override
  public JsonNode body(RemoteProgram program) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("language", NAMES.getOrDefault(program.language(), program.language()))
            .put("version", "*");
    body.putArray("files").addObject().put("name", program.file()).put("content", program.source());
    return body.put("stdin", program.input())
        .put("compile_timeout", COMPILE_MILLIS)
        .put("run_timeout", program.time().toMillis())
        .put("run_memory_limit", program.memoryBytes());
  }

  @Override
  public Reply read(JsonNode answer) {
    JsonNode compiled = answer.path("compile");
    if (compiled.isObject() && compiled.path("code").asInt(1) != 0) {
      return ended(compiled);
    }
    JsonNode run = answer.path("run");
    return run.isObject() ? ended(run) : JsonAnswers.malformed("there is no run");
  }

  private static Reply ended(JsonNode step) {
    String stdout = step.path("stdout").asText("");
    String stderr = step.path("stderr").asText("");
    return switch (step.path("status").asText("")) {
      case "XX" ->
          new Faulty(
              "SANDBOX_ERROR", "the run failed: " + step.path("message").asText(), Optional.empty());
      case "TO" -> RunAnswer.of(Ending.TIMED_OUT, BY_SIGNAL, stdout, stderr);
      case "OL", "EL" -> RunAnswer.of(Ending.TOO_MUCH_OUTPUT, BY_SIGNAL, stdout, stderr);
      default -> {
        if (step.path("code").isInt()) {
          yield RunAnswer.of(Ending.EXITED, step.path("code").intValue(), stdout, stderr);
        }
        yield step.path("signal").isTextual()
            ? RunAnswer.of(Ending.EXITED, BY_SIGNAL, stdout, stderr)
            : JsonAnswers.malformed("there is neither a code nor a signal");
      }
    };
  }
}
