package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A chat and its answer for each sample, for OpenRLHF with {@code --input_key input --output_key
 * output --apply_chat_template}.
 */
public final class OpenRlhfSftExport implements ExportPlugin<SampleSource> {
  @Override
  public String name() {
    return "openrlhf_sft";
  }

  @Override
  public String summary() {
    return "supervised fine-tuning with OpenRLHF: input and output";
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
    row.set("input", Chat.prompt(sample));
    row.set("output", Chat.answer(sample.path("response").asText()));
    return row;
  }
}
