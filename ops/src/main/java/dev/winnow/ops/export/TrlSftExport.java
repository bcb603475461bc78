package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One chat for each sample, in the conversational layout of TRL's SFT trainer ("Dataset formats and
 * types", language modeling).
 */
public final class TrlSftExport implements ExportPlugin<SampleSource> {
  @Override
  public String name() {
    return "trl_sft";
  }

  @Override
  public String summary() {
    return "supervised fine-tuning with TRL: messages";
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
    row.set("messages", Chat.joined(Chat.prompt(sample), Chat.answer(response(sample))));
    return row;
  }

  private static String response(JsonNode sample) {
    return sample.path("response").asText();
  }
}
