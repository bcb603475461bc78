package dev.winnow.ops.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes a report as one JSON document, with the report's fields in snake case. */
public final class PlanJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private PlanJson() {}

  /** Prints a report. */
  public static void print(PlanReport report, PrintWriter out) throws IOException {
    out.println(JSON.writeValueAsString(report));
    out.flush();
  }
}
