package dev.winnow.ops.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.SamplingException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Samples prompts without a stream, and writes a recording that the {@code replay} engine plays: a
 * pool of candidates that is sampled once and allocated from many times.
 *
 * @param recipe says how to sample
 * @param samples candidates of each prompt, at least 1
 */
public record Recorder(Recipe recipe, int samples) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes a line for each candidate, the prompts in their order. Returns the number of lines.
   *
   * @param done called after each prompt, one call at a time
   * @throws IOException if the recording cannot be written, or a prompt cannot be sampled: a
   *     recording with holes would look like one of fewer candidates
   */
  public long write(Engine engine, List<Prompt> prompts, BufferedWriter out, Runnable done)
      throws IOException, InterruptedException {
    long lines = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(engine.concurrency())) {
      List<Future<List<String>>> running =
          prompts.stream().map(prompt -> threads.submit(() -> lines(engine, prompt))).toList();
      try {
        for (Future<List<String>> prompt : running) {
          for (String line : prompt.get()) {
            out.write(line);
            out.write('\n');
            lines++;
          }
          done.run();
        }
      } catch (ExecutionException e) {
        throw new IOException("a prompt could not be sampled: " + e.getCause(), e.getCause());
      } finally {
        running.forEach(prompt -> prompt.cancel(true));
      }
    }
    return lines;
  }

  private List<String> lines(Engine engine, Prompt prompt)
      throws IOException, SamplingException, InterruptedException {
    List<Completion> completions = new ArrayList<>();
    engine.sample(FirstRequest.of(recipe, prompt, samples), completions::add);
    String text = question(prompt);
    List<String> lines = new ArrayList<>();
    for (Completion completion : completions) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("prompt", text);
      fields.put("index", completion.index());
      fields.put("response", completion.text());
      fields.put(
          "finish_reason", completion.finishReason() == FinishReason.LENGTH ? "length" : "stop");
      fields.put("tokens", completion.tokens());
      lines.add(JSON.writeValueAsString(fields));
    }
    return lines;
  }

  /** Returns the text by which the replay engine finds a prompt: its last user message. */
  private static String question(Prompt prompt) {
    return prompt.getMessages().reversed().stream()
        .filter(message -> message.getRole().equals("user"))
        .map(Message::getContent)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "prompt '%s' has no message of a user".formatted(prompt.getId())));
  }
}
