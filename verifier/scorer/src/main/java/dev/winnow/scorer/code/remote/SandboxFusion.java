package dev.winnow.scorer.code.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import java.util.Map;
import java.util.Optional;

/** ByteDance's SandboxFusion: {@code POST /run_code}. */
public record SandboxFusion() implements RunDialect {
  private static final double MILLIS = 1000;
  private static final long MEBI = 1 << 20;
  private static final int COMPILE_SECONDS = 30;
  private static final Map<String, String> NAMES = Map.of("javascript", "nodejs");

  @Override
  public String path() {
    return "/run_code";
  }

  @Override
  public JsonNode body(RemoteProgram program) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", program.source())
        .put("language", NAMES.getOrDefault(program.language(), program.language()))
        .put("stdin", program.input())
        .put("compile_timeout", COMPILE_SECONDS)
        .put("run_timeout", program.time().toMillis() / MILLIS)
        .put("memory_limit_MB", program.memoryBytes() / MEBI);
  }

  @Override
  public Reply read(JsonNode answer) {
    String status = answer.path("status").asText("");
    if (status.equals("SandboxError")) {
      return new Faulty(
          "SANDBOX_ERROR", "the sandbox failed: " + answer.path("message").asText(), Optional.empty());
    }
    JsonNode compiled = answer.path("compile_result");
    if (compiled.isObject() && !isFine(compiled)) {
      return ended(compiled);
    }
    JsonNode run = answer.path("run_result");
    return run.isObject() ? ended(run) : JsonAnswers.malformed("there is no run_result");
  }

  private static boolean isFine(JsonNode step) {
    return step.path("status").asText("").equals("Finished")
        && step.path("return_code").asInt(0) == 0;
  }

  private static Reply ended(JsonNode step) {
    String stdout = step.path("stdout").asText("");
    String stderr = step.path("stderr").asText("");
    return switch (step.path("status").asText("")) {
      case "TimeLimitExceeded" -> RunAnswer.of(Ending.TIMED_OUT, 1, stdout, stderr);
      case "Finished" ->
          step.path("return_code").isInt()
              ? RunAnswer.of(Ending.EXITED, step.path("return_code").intValue(), stdout, stderr)
              : JsonAnswers.malformed("there is no return_code");
      case "Error" ->
          new Faulty("SANDBOX_ERROR", "the run failed: " + stderr, Optional.empty());
      default -> JsonAnswers.malformed("the status is none that is known");
    };
  }
}
