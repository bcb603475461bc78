package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** The distributed form, as far as it can be held to the code without Docker. */
class ComposeFileTest {
  private static final Path FILE = Repository.file("docker-compose.yml");

  static Stream<String> stages() throws IOException {
    return commands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyServiceStartsACommandThatExistsWithOptionsThatItTakes(String service)
      throws IOException {
    String[] command = commands().getOrDefault(service, List.of()).toArray(String[]::new);

    ParseResult parsed = Winnow.commandLine().parseArgs(command);

    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command[0]);
  }

  @Test
  void everyStageIsAService() throws IOException {
    assertThat(commands().values().stream().map(List::getFirst))
        .contains("topics", "planner", "synthesizer", "verifier", "curator", "sink", "gateway");
  }

  @Test
  void everyPublishedPortIsOfLoopbackAlone() throws IOException {
    List<String> ports = new ArrayList<>();
    services().forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));

    assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void whatTheImageCopiesExists() throws IOException {
    List<String> sources =
        Files.readAllLines(Path.of("Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
            .map(line -> line.split(" ")[1])
            .toList();

    assertThat(sources).isNotEmpty().allMatch(source -> Files.exists(Repository.file(source)));
  }

  private static Map<String, List<String>> commands() throws IOException {
    JsonNode services = services();
    Map<String, List<String>> commands = new TreeMap<>();
    for (Map.Entry<String, JsonNode> service : services.properties()) {
      // A merge key ("<<") is an ordinary field to this reader.
      JsonNode image = service.getValue().path("image");
      boolean isOurs = service.getValue().has("<<") || image.asText().equals("winnow");
      if (isOurs) {
        List<String> command = new ArrayList<>();
        service
            .getValue()
            .path("command")
            .forEach(part -> command.add(part.asText().replaceAll("\\$\\{\\w+:-(.*)}", "$1")));
        commands.put(service.getKey(), command);
      }
    }
    return commands;
  }

  private static JsonNode services() throws IOException {
    return new YAMLMapper(new YAMLFactory())
        .readTree(Files.readString(FILE).replaceAll("(?m)&(winnow|environment)\\b", ""))
        .path("services");
  }
}
