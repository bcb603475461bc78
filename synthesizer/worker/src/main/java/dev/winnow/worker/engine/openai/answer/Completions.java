package dev.winnow.worker.engine.openai.answer;

import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import java.util.List;

/**
 * A chat completion.
 *
 * @param choices at least one
 */
public record Completions(List<Counted> choices) implements Reply.Answered {
  public Completions {
    choices = List.copyOf(choices);
  }
}
