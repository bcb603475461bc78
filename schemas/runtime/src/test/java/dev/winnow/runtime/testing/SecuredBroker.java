package dev.winnow.runtime.testing;

import dev.winnow.runtime.testing.TestCertificates.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that asks its clients for a user and a password (SCRAM-SHA-512) over TLS, and lets them
 * do only what access rules allow. Its {@link #internalServers internal address} is for the test.
 */
public final class SecuredBroker implements AutoCloseable {
  private static final String LISTENER = "listener.name.clients.";
  private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";

  private final Path directory;
  private final Path authority;
  private final TestBroker broker;

  private SecuredBroker(Path directory, Path authority, TestBroker broker) {
    this.directory = directory;
    this.authority = authority;
    this.broker = broker;
  }

  /**
   * Starts a broker.
   *
   * @param directory where the files of clients are written
   * @param certificate the broker's
   * @param superUsers users that may do everything
   */
  public static SecuredBroker start(
      Path directory, TestCertificates authority, Issued certificate, List<String> superUsers)
      throws Exception {
    return start(directory, authority, certificate, superUsers, Map.of());
  }

  /**
   * Starts a broker that asks for the password again and again on each connection, so that it
   * notices soon when a user is removed.
   */
  public static SecuredBroker startAskingAgain(
      Path directory,
      TestCertificates authority,
      Issued certificate,
      List<String> superUsers,
      Duration every)
      throws Exception {
    return start(
        directory,
        authority,
        certificate,
        superUsers,
        Map.of("connections.max.reauth.ms", String.valueOf(every.toMillis())));
  }

  private static SecuredBroker start(
      Path directory,
      TestCertificates authority,
      Issued certificate,
      List<String> superUsers,
      Map<String, String> more)
      throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(LISTENER + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(LISTENER + "scram-sha-512.sasl.jaas.config", LOGIN + " required;");
    settings.put(LISTENER + "ssl.keystore.type", "PEM");
    settings.put(LISTENER + "ssl.keystore.location", certificate.both().toString());
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    StringBuilder all = new StringBuilder("User:ANONYMOUS");
    superUsers.forEach(user -> all.append(";User:").append(user));
    settings.put("super.users", all.toString());
    return new SecuredBroker(
        directory, authority.authority(), new TestBroker("SASL_SSL", settings));
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public String internalServers() {
    return broker.internalServers();
  }

  /** Makes a user and returns the client properties with which it logs in. */
  public Path user(String name) throws Exception {
    String password = "password-of-" + name;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", internalServers()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get();
    }
    return properties(name, password);
  }

  /** Removes a user: it cannot log in any more. */
  public void remove(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", internalServers()))) {
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)))
          .all()
          .get();
    }
  }

  /** Returns client properties with this password, which a file of its own holds. */
  public Path properties(String name, String password) throws Exception {
    Path secret = Files.writeString(Files.createTempFile(directory, name, ".secret"), password);
    return Files.writeString(
        Files.createTempFile(directory, name, ".properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=%s required username="%s" password="${directory:%s:%s}";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(LOGIN, name, secret.getParent(), secret.getFileName(), authority));
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
