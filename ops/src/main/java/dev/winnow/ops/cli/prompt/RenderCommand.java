package dev.winnow.ops.cli.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.transformer.ChatTemplateFile;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.template.ChatTemplate;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Renders conversations with a chat template, as the djl engine would.",
    footer = {
      "",
      "A case is one JSON line: id, messages, and what else the template reads (bos_token,",
      "add_generation_prompt, continue_final_message, tools, now, ...). With a FILE as template,"
          + " cases",
      "that name another in their field template are left out.",
      "",
      "Exit status: 0 every case rendered or was refused, 1 a line is no case, 2 wrong arguments."
    })
public final class RenderCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> OURS = List.of("id", "template", "expected", "error", "now");

  @Option(
      names = "--template",
      paramLabel = "PATH",
      description =
          "A .jinja file, a model directory, or a directory of .jinja files (default: the cases'"
              + " own).")
  private Optional<Path> template;

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      required = true,
      description = "Cases as JSON Lines.")
  private Path cases;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  private final Map<Path, ChatTemplate> parsed = new HashMap<>();
  private boolean failed;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (BufferedReader lines = Files.newBufferedReader(cases)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          line(line, number, out);
        }
      }
    }
    out.flush();
    return failed ? 1 : 0;
  }

  @SuppressWarnings("unchecked")
  private void line(String line, int number, PrintWriter out) {
    Map<String, Object> given;
    try {
      given = MAPPER.readValue(line, Map.class);
      if (given == null || !(given.get("messages") instanceof List)) {
        throw new IllegalArgumentException("'messages' is missing or not a list");
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      failed = true;
      String message =
          e instanceof JsonProcessingException json ? ReadErrors.reading(json) : e.getMessage();
      spec.commandLine().getErr().printf("%s, line %d: %s%n", cases, number, message);
      return;
    }
    String name = String.valueOf(given.getOrDefault("template", ""));
    if (isForAnother(name)) {
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", given.getOrDefault("id", "line " + number));
    render(given, name, result);
    print(result, out);
  }

  private boolean isForAnother(String name) {
    return !name.isEmpty()
        && template.isPresent()
        && Files.isRegularFile(template.get())
        && !stem(String.valueOf(template.get().getFileName())).equals(stem(name));
  }

  private static String stem(String name) {
    return name.endsWith(".jinja") ? name.substring(0, name.length() - 6) : name;
  }

  private void render(Map<String, Object> given, String name, Map<String, Object> result) {
    try {
      ChatTemplate chat = parsed.computeIfAbsent(path(name), RenderCommand::parse);
      Map<String, Object> variables = new HashMap<>(given);
      variables.keySet().removeAll(OURS);
      Object now = given.get("now");
      result.put(
          "text",
          chat.render(
              variables, now == null ? LocalDateTime.now() : LocalDateTime.parse(now.toString())));
    } catch (TemplateException | ModelLoadException | DateTimeParseException e) {
      result.put("error", String.valueOf(e.getMessage()));
    }
  }

  private Path path(String name) {
    Path base = template.orElseGet(() -> cases.toAbsolutePath().getParent());
    if (name.isEmpty() || Files.isRegularFile(base)) {
      return base;
    }
    Path beside = base.resolve(stem(name) + ".jinja").normalize();
    return beside.startsWith(base.normalize()) && Files.isRegularFile(beside) ? beside : base;
  }

  private static ChatTemplate parse(Path path) {
    if (Files.isDirectory(path)) {
      return ChatTemplateFile.of(path, Optional.empty()).orElseThrow();
    }
    Path model = path.toAbsolutePath().resolveSibling(".");
    return ChatTemplateFile.of(model, Optional.of(path.toString())).orElseThrow();
  }

  private void print(Map<String, Object> result, PrintWriter out) {
    try {
      if (json.chosen()) {
        out.println(MAPPER.writeValueAsString(result));
      } else {
        boolean refused = result.containsKey("error");
        out.printf("--- %s%s%n", result.get("id"), refused ? " (error)" : "");
        out.println(result.get(refused ? "error" : "text"));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
