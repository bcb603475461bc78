package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.access.GuardedServer;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.TlsFiles;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.runtime.testing.TestCertificates.Issued;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import dev.winnow.schemas.serde.RegistryAccess;
import dev.winnow.schemas.serde.RegistryException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsIT {
  @TempDir private static Path directory;
  private static Vertx vertx;
  private static TestCertificates authority;
  private static GuardedServer server;

  @BeforeAll
  static void start() {
    authority = new TestCertificates(directory);
    Issued own = authority.issue("registry");
    vertx = Vertx.vertx();
    server =
        GuardedServer.start(
            vertx,
            HttpAccessConfig.local(0).withTls(new TlsFiles(own.certificate(), own.key())),
            new HttpServerOptions(),
            StageMetrics.off(),
            routes ->
                routes
                    .open(HttpMethod.POST, "/subjects/:subject/versions")
                    .handler(context -> context.end("{\"id\": 3}")));
  }

  @AfterAll
  static void stop() {
    server.close();
    vertx.close().await();
  }

  @Test
  void trustsTheAuthorityThatTheSettingsName() {
    assertThat(client(authority.authority()).register("a", Prompt.SCHEMA$)).isEqualTo(3);
  }

  @Test
  void stopsAtOnceWhereTheAuthorityIsNotTrusted() {
    HttpSchemaRegistry client = client(new TestCertificates(directory).authority());

    assertThatThrownBy(client::requireAccess)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("TLS with the schema registry at https://127.0.0.1:")
        .hasMessageContaining("registry.ssl.*");
  }

  private static HttpSchemaRegistry client(Path trusted) {
    return new HttpSchemaRegistry(
        server.uri(),
        RegistryAccess.of(
            server.uri(),
            Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", trusted.toString())));
  }
}
