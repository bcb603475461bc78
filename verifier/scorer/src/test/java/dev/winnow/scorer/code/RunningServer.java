package dev.winnow.scorer.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.testing.Tools;
import io.vertx.core.http.HttpServerRequest;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers as a server that runs programs does: it runs them, without any isolation. */
final class RunningServer {
  private RunningServer() {}

  private record Ran(int code, boolean timedOut, String stdout, String stderr) {}

  static void sandboxFusion(HttpServerRequest request, JsonNode order) {
    Ran ran = run(order.path("code").asText(), order.path("stdin").asText(), millis(order));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("status", ran.code() == 0 ? "Success" : "Failed").putNull("compile_result");
    answer
        .putObject("run_result")
        .put("status", ran.timedOut() ? "TimeLimitExceeded" : "Finished")
        .put("return_code", ran.code())
        .put("stdout", ran.stdout())
        .put("stderr", ran.stderr());
    request.response().putHeader("Content-Type", "application/json").end(answer.toString());
  }

  private static long millis(JsonNode order) {
    return (long) (order.path("run_timeout").asDouble() * 1000);
  }

  static void piston(HttpServerRequest request, JsonNode order) {
    String code = order.path("files").path(0).path("content").asText();
    Ran ran = run(code, order.path("stdin").asText(), order.path("run_timeout").asLong());
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("language", "python");
    ObjectNode run = answer.putObject("run").put("stdout", ran.stdout()).put("stderr", ran.stderr());
    if (ran.timedOut()) {
      run.putNull("code").put("signal", "SIGKILL").put("status", "TO");
    } else {
      run.put("code", ran.code()).putNull("signal").putNull("status");
    }
    request.response().putHeader("Content-Type", "application/json").end(answer.toString());
  }

  private static Ran run(String code, String stdin, long millis) {
    Process python = Tools.start(new ProcessBuilder(List.of("python3", "-I", "-c", code)));
    try (OutputStream input = python.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
      input.close();
      boolean ended = python.waitFor(millis, TimeUnit.MILLISECONDS);
      if (!ended) {
        python.destroyForcibly().waitFor();
      }
      return new Ran(
          python.exitValue(),
          !ended,
          new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(python.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
