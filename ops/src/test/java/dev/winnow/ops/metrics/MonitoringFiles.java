package dev.winnow.ops.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules and dashboards of the repository. */
final class MonitoringFiles {
  private static final List<String> DASHBOARDS = List.of("stream", "stages");

  /** A panel and its queries. */
  record Panel(String title, List<String> expressions) {}

  private MonitoringFiles() {}

  static Path directory() {
    return Repository.file("ops/monitoring");
  }

  static JsonNode rules() throws IOException {
    return new YAMLMapper()
        .readTree(directory().resolve("rules.yml").toFile())
        .at("/groups/0/rules");
  }

  /** Expressions by the name of their alert. */
  static Map<String, String> alerts() throws IOException {
    Map<String, String> alerts = new LinkedHashMap<>();
    rules().forEach(rule -> alerts.put(rule.path("alert").asText(), rule.path("expr").asText()));
    return alerts;
  }

  static List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (String dashboard : DASHBOARDS) {
      JsonNode json =
          new ObjectMapper()
              .readTree(directory().resolve("grafana/dashboards/" + dashboard + ".json").toFile());
      for (JsonNode panel : json.path("panels")) {
        List<String> expressions = new ArrayList<>();
        panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
        if (!expressions.isEmpty()) {
          panels.add(new Panel(panel.path("title").asText(), expressions));
        }
      }
    }
    return panels;
  }
}
