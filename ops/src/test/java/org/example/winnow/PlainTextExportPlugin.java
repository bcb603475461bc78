package org.example.winnow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.ops.export.Export;
import dev.winnow.ops.export.ExportPlugin;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.List;

/** A layout of another jar: question and answer in one text. */
public final class PlainTextExportPlugin implements ExportPlugin<PlainTextExportPlugin.Options> {
  /** What is between them. */
  record Options(
      @PluginOption(help = "text between question and answer", defaultValue = "\n")
          String separator) {}

  @Override
  public String name() {
    return "plain_text";
  }

  @Override
  public String summary() {
    return "question and answer in one text";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public List<String> datasets(Options options) {
    return List.of("accepted");
  }

  @Override
  public Export create(Options options) {
    return (dataset, row, out) ->
        out.accept(
            JsonNodeFactory.instance
                .objectNode()
                .put(
                    "text",
                    row.at("/messages/0/content").asText()
                        + options.separator()
                        + row.path("response").asText()));
  }
}
