package dev.winnow.schemas.serde;

import dev.winnow.schemas.text.SafeText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How the registry is asked.
 *
 * @param authorization value of the header {@code Authorization}
 * @param tls trusted authorities and this client's certificate; empty for those of Java
 */
public record RegistryAccess(Optional<String> authorization, Optional<SSLContext> tls) {
  /** Access without credentials; TLS trusts the authorities that Java trusts. */
  public static final RegistryAccess NONE = new RegistryAccess(Optional.empty(), Optional.empty());

  /** {@code user:password} of basic authentication. */
  public static final String USER_INFO = "basic.auth.user.info";

  /** The token of bearer authentication. */
  public static final String TOKEN = "bearer.auth.token";

  private static final String SSL = "ssl.";
  private static final ConfigDef SSL_SETTINGS = sslSettings();

  /**
   * Returns what these settings say. The credentials may also be the user info of the URL.
   *
   * @param settings {@value #USER_INFO} or {@value #TOKEN}, and Kafka's {@code ssl.} settings
   * @throws IllegalArgumentException if a setting is unknown, or two contradict each other
   */
  public static RegistryAccess of(URI registry, Map<String, String> settings) {
    settings.keySet().forEach(RegistryAccess::requireKnown);
    return new RegistryAccess(authorization(registry, settings), tls(settings));
  }

  /** Omits the credentials. */
  @Override
  public String toString() {
    return "RegistryAccess[authorization=%s, tls=%s]"
        .formatted(authorization.isPresent() ? "set" : "none", tls.isPresent() ? "own" : "Java's");
  }

  private static void requireKnown(String name) {
    if (!name.equals(USER_INFO) && !name.equals(TOKEN) && !SSL_SETTINGS.names().contains(name)) {
      throw new IllegalArgumentException(
          "registry.%s: there is no such setting; there are registry.%s, registry.%s and registry.ssl.* (Kafka's names)"
              .formatted(name, USER_INFO, TOKEN));
    }
  }

  private static Optional<String> authorization(URI registry, Map<String, String> settings) {
    Optional<String> user =
        Optional.ofNullable(settings.get(USER_INFO))
            .or(
                () ->
                    Optional.ofNullable(registry.getRawUserInfo())
                        .map(info -> URLDecoder.decode(plusKept(info), StandardCharsets.UTF_8)));
    Optional<String> token = Optional.ofNullable(settings.get(TOKEN));
    if (user.isPresent() && token.isPresent()) {
      throw new IllegalArgumentException(
          "the registry has both a user and a token: give registry.%s or registry.%s, not both"
              .formatted(USER_INFO, TOKEN));
    }
    return user.map(RegistryAccess::basic).or(() -> token.map(RegistryAccess::bearer));
  }

  /**
   * Escapes each plus, which {@link URLDecoder} would turn into a space. In user info a plus stands
   * for itself.
   */
  private static String plusKept(String encoded) {
    return encoded.replace("+", "%2B");
  }

  private static String basic(String userInfo) {
    if (userInfo.indexOf(':') < 1) {
      throw new IllegalArgumentException("registry.%s: want user:password".formatted(USER_INFO));
    }
    SafeText.protect(userInfo.substring(userInfo.indexOf(':') + 1));
    String encoded = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    SafeText.protect(encoded);
    return "Basic " + encoded;
  }

  private static String bearer(String token) {
    SafeText.protect(token);
    return "Bearer " + token;
  }

  private static Optional<SSLContext> tls(Map<String, String> settings) {
    Map<String, String> ssl = new HashMap<>(settings);
    ssl.keySet().removeIf(name -> !name.startsWith(SSL));
    if (ssl.isEmpty()) {
      return Optional.empty();
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(SSL_SETTINGS.parse(ssl));
      return Optional.of(factory.sslContext());
    } catch (KafkaException e) {
      throw new IllegalArgumentException("registry.ssl.*: %s".formatted(reason(e)), e);
    }
  }

  private static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == error ? String.valueOf(error.getMessage()) : error.getMessage() + ": " + root;
  }

  private static ConfigDef sslSettings() {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    return definition;
  }
}
