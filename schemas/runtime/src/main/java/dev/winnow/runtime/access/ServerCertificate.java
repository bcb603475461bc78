package dev.winnow.runtime.access;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a server, which may be replaced while the server runs. While the files are
 * broken, the certificate that they had last is used. Not thread-safe, except {@link #trouble}.
 */
final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  private final TlsFiles files;
  private TlsFiles.Content used;
  private volatile Optional<String> trouble = Optional.empty();

  private ServerCertificate(TlsFiles files, TlsFiles.Content used) {
    this.files = files;
    this.used = used;
  }

  /**
   * Reads the files.
   *
   * @throws IOException if they hold no certificate that is valid now
   */
  static ServerCertificate open(TlsFiles files) throws IOException {
    return new ServerCertificate(files, files.read(Instant.now()));
  }

  void useIn(HttpServerOptions options) {
    options
        .setSsl(true)
        .setKeyCertOptions(used.options())
        .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS);
  }

  /** Has a running server use the files, if their content has changed. Blocks. */
  void reload(HttpServer server) {
    try {
      TlsFiles.Content now = files.read(Instant.now());
      if (!now.equals(used)) {
        server
            .updateSSLOptions(
                new ServerSSLOptions()
                    .setKeyCertOptions(now.options())
                    .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS))
            .await();
        used = now;
        LOG.info("file={} event=certificate-read", files.certificate());
      }
      trouble = Optional.empty();
    } catch (Exception e) {
      // Vert.x reports an unusable key with exceptions of many kinds.
      if (trouble.isEmpty()) {
        LOG.warn("file={} event=certificate-unread reason='{}'", files.certificate(), e.toString());
      }
      trouble =
          Optional.of(
              "%s; the certificate that was read before is still used".formatted(e.getMessage()));
    }
  }

  /** Returns why the certificate in use is older than the files. */
  Optional<String> trouble() {
    return trouble;
  }
}
