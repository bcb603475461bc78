package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One chat for each sample, in the chat format of OpenAI's fine-tuning files. */
public final class OpenAiFineTuningExport implements ExportPlugin<SampleSource> {
  @Override
  public String name() {
    return "openai_sft";
  }

  @Override
  public String summary() {
    return "fine-tuning with OpenAI's API: messages";
  }

  @Override
  public Class<SampleSource> options() {
    return SampleSource.class;
  }

  @Override
  public List<String> datasets(SampleSource options) {
    return List.of(options.dataset());
  }

  @Override
  public Export create(SampleSource options) {
    return (dataset, row, out) -> out.accept(row(row));
  }

  private static ObjectNode row(JsonNode sample) {
    ObjectNode row = Chat.row();
    row.set(
        "messages",
        Chat.joined(Chat.prompt(sample), Chat.answer(sample.path("response").asText())));
    return row;
  }
}
