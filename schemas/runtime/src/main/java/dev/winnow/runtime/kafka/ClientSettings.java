package dev.winnow.runtime.kafka;

import dev.winnow.schemas.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * The settings of a properties file: those of all Kafka clients, and, with the prefix {@value
 * #REGISTRY}, those of the registry's client.
 *
 * <p>A value may refer to secrets that the file does not hold, with Kafka's config providers:
 * {@code ${env:NAME}}, {@code ${file:PATH:KEY}} (a properties file) and {@code
 * ${directory:PATH:FILE}} (a file whose whole content is the value).
 *
 * @param kafka settings of Kafka clients
 * @param registry settings of the registry's client, without the prefix
 */
public record ClientSettings(Map<String, String> kafka, Map<String, String> registry) {
  /** No settings. */
  public static final ClientSettings NONE = new ClientSettings(Map.of(), Map.of());

  /** Begins the names of the registry's settings. */
  public static final String REGISTRY = "registry.";

  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(env|file|directory):[^}]*}");

  public ClientSettings {
    kafka = Map.copyOf(kafka);
    registry = Map.copyOf(registry);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or a variable has no value
   */
  public static ClientSettings read(Path file) throws IOException {
    Map<String, String> kafka = new TreeMap<>();
    Map<String, String> registry = new TreeMap<>();
    resolve(file, load(file))
        .forEach(
            (name, value) -> {
              if (SafeText.isSecretName(name)) {
                SafeText.protect(value);
              }
              if (name.startsWith(REGISTRY)) {
                registry.put(name.substring(REGISTRY.length()), value);
              } else {
                kafka.put(name, value);
              }
            });
    return new ClientSettings(kafka, registry);
  }

  /** Omits the values, among which are passwords. */
  @Override
  public String toString() {
    return "ClientSettings[kafka=%s, registry=%s]".formatted(kafka.keySet(), registry.keySet());
  }

  private static Map<String, String> load(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("'%s' has more than %d bytes".formatted(file, MAX_BYTES));
      }
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '%s' (--client-properties)".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("'%s' is not a properties file: %s".formatted(file, e.getMessage()), e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name).strip()));
    return settings;
  }

  private static Map<String, String> resolve(Path file, Map<String, String> settings)
      throws IOException {
    try (EnvVarConfigProvider environment = new EnvVarConfigProvider();
        FileConfigProvider files = new FileConfigProvider();
        DirectoryConfigProvider directories = new DirectoryConfigProvider()) {
      Map<String, ConfigProvider> providers =
          Map.of("env", environment, "file", files, "directory", directories);
      providers.values().forEach(provider -> provider.configure(Map.of()));
      ConfigTransformer transformer = new ConfigTransformer(providers);
      requireValues(file, settings, transformer);
      return transformer.transform(settings).data();
    } catch (ConfigException e) {
      throw new IOException(
          "a variable in '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Kafka leaves a variable without a value as it is, and would take it for the password. The
   * values are masked from now on.
   */
  private static void requireValues(
      Path file, Map<String, String> settings, ConfigTransformer transformer) throws IOException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      Matcher variable = VARIABLE.matcher(setting.getValue());
      while (variable.find()) {
        String text = variable.group();
        String value = transformer.transform(Map.of("value", text)).data().get("value");
        if (value == null || value.equals(text)) {
          throw new IOException(
              "%s in '%s': %s has no value; set it, or correct the name"
                  .formatted(setting.getKey(), file, text));
        }
        SafeText.protect(value);
      }
    }
  }
}
