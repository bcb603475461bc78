package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the prompt of a row from the fields that its layout names. */
final class LayoutReader {
  private static final String GSM8K_MARK = "####";
  static final String FROM_ANSWER = "'answer' is the reference, since there is no 'reference'";
  static final String FROM_RECORDED = "the recorded answer is the reference";

  private LayoutReader() {}

  /**
   * Returns the row's content; a field that does not fit is reported to the row and replaced by a
   * placeholder.
   */
  static Content read(SourceRow row, Layout layout) {
    return switch (layout) {
      case JSONL -> own(row);
      case FINETUNE -> recorded(new ChatReader(row, "messages").read(), references(row));
      case GSM8K -> Content.of(Content.user(row.required("question")), finalAnswer(row));
      case QA -> Content.of(Content.user(row.required("question")), answers(row));
      case MATH -> math(row);
      case ALPACA -> alpaca(row);
      case SHAREGPT -> recorded(ShareGptReader.read(row), references(row));
      case VERL -> TrainerLayouts.verl(row);
      case SYNTHETIC1 -> TrainerLayouts.synthetic1(row);
      case OPENAI_BATCH -> TrainerLayouts.openAiBatch(row);
    };
  }

  private static Content own(SourceRow row) {
    boolean named = row.has("reference") || row.has("references");
    List<String> references = named ? references(row) : answers(row);
    Content content = chat(row, references);
    return named || references.isEmpty() ? content : content.withNote(FROM_ANSWER);
  }

  private static Content chat(SourceRow row, List<String> references) {
    Content content;
    if (row.node("prompt").isArray() && !row.has("messages")) {
      content = Content.chat(new ChatReader(row, "prompt").read(), references);
    } else if (row.has("messages")) {
      if (row.has("prompt")) {
        row.refuse("prompt", "give either prompt or messages, not both");
      }
      content = Content.chat(new ChatReader(row, "messages").read(), references);
    } else {
      row.ignore("messages");
      content = Content.of(Content.user(row.required("prompt")), references);
    }
    return withPrefix(row, content);
  }

  /** Reads the prefix from a separate field, if there is one. */
  private static Content withPrefix(SourceRow row, Content content) {
    Optional<String> named = row.text("assistant_prefix");
    Optional<String> prefix = named.isPresent() ? named : row.text("prefix");
    if (prefix.isEmpty()) {
      return content;
    }
    if (content.prefix().isPresent()) {
      row.refuse("assistant_prefix", "the last message begins the answer too; give it once");
    }
    return new Content(content.messages(), prefix, content.references(), content.notes());
  }

  private static List<String> references(SourceRow row) {
    if (row.has("reference") && row.has("references")) {
      row.refuse("references", "give either reference or references, not both");
    }
    List<String> one = row.texts("reference");
    List<String> more = row.texts("references");
    return one.isEmpty() ? more : one;
  }

  private static List<String> answers(SourceRow row) {
    if (row.has("answer") && row.has("answers")) {
      row.refuse("answers", "give either answer or answers, not both");
    }
    List<String> one = row.texts("answer");
    List<String> more = row.texts("answers");
    return one.isEmpty() ? more : one;
  }

  private static List<String> finalAnswer(SourceRow row) {
    String answer = row.required("answer").orElse("");
    int mark = answer.lastIndexOf(GSM8K_MARK);
    String last = mark < 0 ? "" : answer.substring(mark + GSM8K_MARK.length()).strip();
    if (last.isEmpty() && row.has("answer")) {
      row.refuse(
          "answer",
          "does not end in '#### ' and the final answer, as GSM8K's do; with --layout qa the whole"
              + " text is the reference");
    }
    return List.of(last);
  }

  private static Content math(SourceRow row) {
    // NuminaMath repeats problem and solution as a chat.
    row.ignore("messages");
    List<String> answers = row.texts("answer");
    Optional<String> solution = row.text("solution");
    List<String> references =
        answers.isEmpty() ? solution.flatMap(Boxed::last).stream().toList() : answers;
    if (references.isEmpty()) {
      row.refuse("solution", "has no \\boxed{} with the final answer, as MATH's do");
    }
    return Content.of(Content.user(row.required("problem")), references);
  }

  private static Content alpaca(SourceRow row) {
    String instruction = row.required("instruction").orElse("?");
    String input = row.text("input").orElse("");
    List<Message> messages = new ArrayList<>();
    row.text("system")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> messages.add(RecordFactory.message("system", text)));
    messages.addAll(history(row));
    messages.add(
        RecordFactory.message(
            "user", input.isBlank() ? instruction : instruction + "\n\n" + input));
    Optional<String> output = row.text("output").filter(text -> !text.isBlank());
    List<String> named = references(row);
    List<String> references = named.isEmpty() ? output.stream().toList() : named;
    Content content = Content.of(messages, references);
    return output.isPresent() && named.isEmpty() ? content.withNote(FROM_RECORDED) : content;
  }

  /** Reads pairs of earlier turns, which some trainers add to Alpaca's rows. */
  private static List<Message> history(SourceRow row) {
    List<Message> messages = new ArrayList<>();
    JsonNode history = row.node("history");
    for (int i = 0; i < history.size(); i++) {
      JsonNode pair = history.get(i);
      String path = "history[" + i + "]";
      if (!pair.isArray() || pair.size() != 2) {
        row.refuse(path, "want a pair of instruction and answer");
        return messages;
      }
      for (int side = 0; side < 2; side++) {
        String turnText = row.scalar(path + "[" + side + "]", pair.get(side)).orElse("?");
        messages.add(RecordFactory.message(side == 0 ? "user" : "assistant", turnText));
      }
    }
    return messages;
  }

  /**
   * Returns a chat that ends with the recorded answer, which is the reference unless one is named.
   */
  private static Content recorded(List<Message> chat, List<String> named) {
    if (chat.isEmpty() || !Content.isAnswer(chat.getLast())) {
      return Content.of(chat, named);
    }
    Content content =
        Content.of(
            chat.subList(0, chat.size() - 1),
            named.isEmpty() ? List.of(chat.getLast().getContent()) : named);
    return named.isEmpty() ? content.withNote(FROM_RECORDED) : content;
  }
}
