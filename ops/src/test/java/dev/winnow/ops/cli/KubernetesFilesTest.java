package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.schemas.testing.Tools;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The manifests, held to Kubernetes' own schema and to the commands that they start. */
class KubernetesFilesTest {
  private static final Path ROOT = Repository.file("ops/kubernetes");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refuses unknown fields and missing ones. */
  @FunctionalInterface
  private interface Schema {
    void validate(JsonElement document) throws IOException;
  }

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "ConfigMap", V1ConfigMap::validateJsonElement,
          "Deployment", V1Deployment::validateJsonElement,
          "Job", V1Job::validateJsonElement,
          "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          "ServiceAccount", V1ServiceAccount::validateJsonElement,
          "StatefulSet", V1StatefulSet::validateJsonElement);

  /** A kind of KEDA's, whose schema no library has. */
  private static final String SCALED_OBJECT = "ScaledObject";

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("base"))) {
      return files.filter(file -> !file.endsWith("kustomization.yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyManifestFollowsTheSchemaOfItsKind(Path file) throws IOException {
    for (JsonNode document : documents(Files.readString(file))) {
      validate(document);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsInTheKustomization(Path file) throws IOException {
    JsonNode resources =
        YAML.readTree(ROOT.resolve("base/kustomization.yaml").toFile()).path("resources");

    assertThat(resources).extracting(JsonNode::asText).contains(file.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topics", "planner", "verifier", "curator", "synthesizer", "sink", "gateway"})
  void everyStageStartsACommandThatExistsWithOptionsThatItTakes(String stage) throws IOException {
    String[] command = arguments(container(stage)).toArray(String[]::new);

    ParseResult parsed = Winnow.commandLine().parseArgs(command);

    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(stage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"planner", "verifier", "curator", "synthesizer", "sink", "gateway"})
  void everyStageIsProbedAndRunsWithoutPrivileges(String stage) throws IOException {
    JsonNode container = container(stage);

    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).startsWith("/readyz");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    assertThat(pod(stage).at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/trial", "overlays/gpu", "overlays/autoscaling"})
  void everyOverlayRenders(String directory) throws Exception {
    for (JsonNode document : documents(render(directory))) {
      validate(document);
    }
  }

  private static void validate(JsonNode document) throws IOException {
    String kind = document.path("kind").asText();
    if (kind.equals(SCALED_OBJECT)) {
      assertThat(document.at("/spec/scaleTargetRef/name").asText()).isEqualTo("synthesizer");
      return;
    }
    assertThat(SCHEMAS).containsKey(kind);
    SCHEMAS
        .getOrDefault(kind, element -> {})
        .validate(JsonParser.parseString(JSON.writeValueAsString(document)));
  }

  private static String render(String directory) throws Exception {
    Path out = Files.createTempFile("kustomize", ".yaml");
    Process process =
        Tools.start(
            new ProcessBuilder("kubectl", "kustomize", ROOT.resolve(directory).toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    assertThat(process.waitFor()).as("kubectl kustomize %s", directory).isZero();
    return Files.readString(out);
  }

  private static List<JsonNode> documents(String yaml) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      all.forEachRemaining(documents::add);
    }
    assertThat(documents).isNotEmpty();
    return documents;
  }

  private static JsonNode pod(String stage) throws IOException {
    return documents(Files.readString(ROOT.resolve("base/" + stage + ".yaml"))).stream()
        .map(document -> document.at("/spec/template/spec"))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode container(String stage) throws IOException {
    return pod(stage).path("containers").path(0);
  }

  /** The arguments as Kubernetes passes them: {@code $(NAME)} is a variable of the container. */
  private static List<String> arguments(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    container
        .path("env")
        .forEach(
            variable ->
                variables.put(
                    "$(" + variable.path("name").asText() + ")", variable.path("value").asText()));
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : container.path("args")) {
      String text = argument.asText();
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace(variable.getKey(), variable.getValue());
      }
      arguments.add(text);
    }
    return arguments;
  }
}
