package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.runtime.testing.TestCertificates.Issued;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsIT {
  @TempDir private static Path directory;
  private static TestCertificates authority;
  private static Issued first;
  private static Issued second;

  @BeforeAll
  static void issue() {
    authority = new TestCertificates(directory);
    first = authority.issue("first");
    second = authority.issue("second");
  }

  private static Vertx vertx = Vertx.vertx();

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void usesACertificateThatWasReplacedAndNoHalfOfIt() throws Exception {
    TlsFiles files = new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    Files.copy(first.certificate(), files.certificate());
    Files.copy(first.key(), files.key());
    try (GuardedServer server = start(files)) {
      assertThat(subject(server)).isEqualTo("CN=first");

      Files.copy(second.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
      await().until(() -> server.trouble().isPresent());
      assertThat(server.trouble().orElse("")).contains("is not that of the certificate");
      assertThat(subject(server)).isEqualTo("CN=first");

      Files.copy(second.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
      await().until(() -> subject(server).equals("CN=second"));
      await().until(() -> server.trouble().isEmpty());
    }
  }

  @Test
  void doesNotStartWithAnExpiredCertificate() {
    Issued expired = authority.issueExpired("late");

    assertThatThrownBy(() -> start(new TlsFiles(expired.certificate(), expired.key())))
        .hasMessageContaining("expired at");
  }

  @Test
  void doesNotStartWithTheKeyOfAnotherCertificate() {
    assertThatThrownBy(() -> start(new TlsFiles(first.certificate(), second.key())))
        .hasMessageContaining("is not that of the certificate");
  }

  @Test
  void saysWhatAFileIsNot() {
    assertThatThrownBy(() -> new TlsFiles(first.key(), first.key()).read(Instant.now()))
        .hasMessageContaining("certificate");
    assertThatThrownBy(
            () -> new TlsFiles(first.certificate(), first.certificate()).read(Instant.now()))
        .hasMessageContaining("BEGIN PRIVATE KEY");
    assertThatThrownBy(
            () -> new TlsFiles(directory.resolve("none"), first.key()).read(Instant.now()))
        .hasMessageContaining("there is no file");
  }

  private static GuardedServer start(TlsFiles files) {
    return GuardedServer.start(
        vertx,
        HttpAccessConfig.local(0).withTls(files),
        new HttpServerOptions(),
        StageMetrics.off(),
        routes -> routes.open(HttpMethod.GET, "/").handler(context -> context.end("hello")));
  }

  /** The certificate is only read here, so that every one is accepted. */
  private static String subject(GuardedServer server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AcceptAll()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(server.uri().getHost(), server.uri().getPort())) {
      socket.startHandshake();
      X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return own.getSubjectX500Principal().getName();
    }
  }

  private static final class AcceptAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
