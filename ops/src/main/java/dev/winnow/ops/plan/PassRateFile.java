package dev.winnow.ops.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.LineReader;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.schemas.text.ReadErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pass rates from JSON Lines:
 *
 * <pre>{@code
 * {"id": "gsm8k-17", "pass_rate": 0.25, "mean_tokens": 180}
 * }</pre>
 *
 * {@code id} may be left out and is ignored; {@code pass_rate}, 0 to 1, is required; {@code
 * mean_tokens}, above 0 and below a billion, falls back to a given number. Blank lines are ignored.
 */
public final class PassRateFile {
  private static final int SHOWN = 20;
  private static final double MAX_TOKENS = 1e9;

  private final double usualTokens;
  private final ProfileBuilder prompts = new ProfileBuilder();
  private final List<String> problems = new ArrayList<>();

  private PassRateFile(double usualTokens) {
    this.usualTokens = usualTokens;
  }

  /**
   * Reads the profile in a file, named after it.
   *
   * @param usualTokens mean tokens of a prompt whose line does not give it, above 0
   * @throws PlanInputException if a line cannot be used; the message lists the first 20
   */
  public static NamedProfile read(Path file, double usualTokens) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file.toString(), in, usualTokens);
    } catch (NoSuchFileException e) {
      throw new PlanInputException("pass-rate file '%s' does not exist".formatted(file));
    } catch (IOException e) {
      throw new PlanInputException(
          "pass-rate file '%s' cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static NamedProfile parse(String origin, InputStream in, double usualTokens)
      throws IOException {
    PassRateFile file = new PassRateFile(usualTokens);
    LineReader lines = new LineReader(in);
    for (Optional<SourceLine> line = lines.next(); line.isPresent(); line = lines.next()) {
      file.read(line.get());
      if (file.problems.size() == SHOWN || file.prompts.size() > ProfileBuilder.MAX_PROMPTS) {
        break;
      }
    }
    return new NamedProfile(name(origin), file.finish(origin).build());
  }

  private ProfileBuilder finish(String origin) {
    if (prompts.size() > ProfileBuilder.MAX_PROMPTS) {
      throw new PlanInputException(
          "%s: more than %,d prompts; take a sample of them"
              .formatted(origin, ProfileBuilder.MAX_PROMPTS));
    }
    if (!problems.isEmpty()) {
      String more = problems.size() == SHOWN ? "\n(and maybe more after them)" : "";
      throw new PlanInputException(
          "%s cannot be used:%n%s%s".formatted(origin, String.join("\n", problems), more));
    }
    if (prompts.size() == 0) {
      throw new PlanInputException(
          "%s: no prompts; want a line such as {\"pass_rate\": 0.25} for each".formatted(origin));
    }
    return prompts;
  }

  private void read(SourceLine line) {
    if (line instanceof SourceLine.Text text) {
      try {
        read(Json.MAPPER.readTree(text.text()));
      } catch (JsonProcessingException e) {
        refuse(line, "not JSON: " + ReadErrors.json(e));
      } catch (IllegalArgumentException e) {
        refuse(line, String.valueOf(e.getMessage()));
      }
    } else if (line instanceof SourceLine.Unreadable unreadable) {
      refuse(line, unreadable.reason());
    }
  }

  private void refuse(SourceLine line, String reason) {
    problems.add("  line %d: %s".formatted(line.number(), reason));
  }

  private void read(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("want an object such as {\"pass_rate\": 0.25}");
    }
    if (!node.has("pass_rate")) {
      throw new IllegalArgumentException("pass_rate is missing; want 0 to 1");
    }
    double rate = number(node.path("pass_rate"), "pass_rate", "0 to 1");
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("pass_rate: want 0 to 1, not " + rate);
    }
    double tokens = usualTokens;
    if (!node.path("mean_tokens").isMissingNode()) {
      tokens = number(node.path("mean_tokens"), "mean_tokens", "a number above 0");
    }
    if (!(tokens > 0 && tokens < MAX_TOKENS)) {
      throw new IllegalArgumentException(
          "mean_tokens: want above 0 and below a billion, not " + tokens);
    }
    prompts.add(rate, tokens);
  }

  private static double number(JsonNode node, String field, String wanted) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException(
          "%s: want %s, not %s".formatted(field, wanted, Json.shorten(node.toString())));
    }
    return node.doubleValue();
  }

  private static String name(String origin) {
    String file = String.valueOf(Path.of(origin).getFileName());
    return file.endsWith(".jsonl") ? file.substring(0, file.length() - 6) : file;
  }
}
