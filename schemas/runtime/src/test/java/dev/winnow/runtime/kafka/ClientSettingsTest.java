package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientSettingsTest {
  @TempDir private Path directory;

  @Test
  void readsSecretsFromTheEnvironmentAndFromFiles() throws Exception {
    Path properties =
        Files.writeString(directory.resolve("s.properties"), "password=from a file\n");
    Files.writeString(directory.resolve("mounted"), "whole content");

    ClientSettings settings =
        read(
            "a=${env:PATH}\nb=<${file:%s:password}>\nc=${directory:%s:mounted}\nd=${other}\n"
                .formatted(properties, directory));

    assertThat(settings.kafka())
        .containsEntry("a", System.getenv("PATH"))
        .containsEntry("b", "<from a file>")
        .containsEntry("c", "whole content")
        .containsEntry("d", "${other}");
  }

  @Test
  void separatesTheRegistrysSettings() throws Exception {
    ClientSettings settings = read("registry.basic.auth.user.info=u:p\nclient.id=x\n");

    assertThat(settings.registry()).containsExactly(Map.entry("basic.auth.user.info", "u:p"));
    assertThat(settings.kafka()).containsExactly(Map.entry("client.id", "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "${env:NO_SUCH_VARIABLE_HERE}, has no value",
    "${directory:/no/such/directory:x}, has no value",
    "${file:/no/such/file:x}, cannot be read"
  })
  void saysWhichVariableHasNoValue(String variable, String message) {
    assertThatThrownBy(() -> read("sasl.jaas.config=a " + variable + "\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatThrownBy(() -> ClientSettings.read(directory.resolve("none")))
        .hasMessageContaining("there is no file")
        .hasMessageContaining("--client-properties");
  }

  @Test
  void printsNoValue() throws Exception {
    ClientSettings settings = read("sasl.jaas.config=x password=hidden1;\nregistry.a=hidden2\n");
    KafkaConnection connection =
        new KafkaConnection("h:1", new InMemorySchemaRegistry(), Topics.DEFAULT, settings.kafka());

    assertThat(settings.toString() + connection)
        .contains("sasl.jaas.config")
        .doesNotContain("hidden");
  }

  /** Kafka's own definitions say what is secret, so that this test names no setting. */
  static Stream<String> secretSettings() {
    ConfigDef ssl = new ConfigDef();
    SslConfigs.addClientSslSupport(ssl);
    TreeSet<String> names = new TreeSet<>();
    for (ConfigDef definition :
        new ConfigDef[] {
          ssl,
          AdminClientConfig.configDef(),
          ConsumerConfig.configDef(),
          ProducerConfig.configDef(),
          StreamsConfig.configDef()
        }) {
      definition.configKeys().values().stream()
          .filter(key -> key.type() == ConfigDef.Type.PASSWORD)
          .forEach(key -> names.add(key.name));
    }
    assertThat(names).hasSizeGreaterThan(5);
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("secretSettings")
  void everySettingThatKafkaCallsSecretIsMasked(String name) throws Exception {
    for (String text :
        new String[] {
          name + "=hidden",
          name + ": hidden",
          "{\"" + name + "\":\"hid \\\"hidden\"}",
          "{producer." + name + "=hidden, a=b}",
          name.toUpperCase(java.util.Locale.ROOT) + " = hidden"
        }) {
      assertThat(SafeText.mask(text)).doesNotContain("hidden");
    }
  }

  @ParameterizedTest
  @MethodSource("secretSettings")
  void theValueOfASecretSettingIsMaskedWhereverItOccurs(String name) throws Exception {
    String value = "v-" + name.hashCode() + "-value";

    read(name + "=" + value + "\n");

    assertThat(SafeText.mask("a server repeats " + value)).isEqualTo("a server repeats ***");
  }

  private ClientSettings read(String content) throws IOException {
    return ClientSettings.read(
        Files.writeString(Files.createTempFile(directory, "client", ".properties"), content));
  }
}
