package dev.winnow.runtime.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;

/**
 * The certificate and the private key of a server.
 *
 * @param certificate PEM file with the server's certificate, followed by those that sign it
 * @param key PEM file with its private key (PKCS 8), not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
  /** The versions that have no known weakness. */
  static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private static final int MAX_BYTES = 1 << 20;

  /** What the files hold. */
  record Content(Buffer certificate, Buffer key) {
    PemKeyCertOptions options() {
      return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
    }
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read, the certificate is not valid at this time, or the
   *     key is not its key
   */
  Content read(Instant now) throws IOException {
    byte[] chain = read(certificate);
    byte[] secret = read(key);
    X509Certificate own = own(chain);
    requireValid(own, now);
    PemKey.requireMatch(this, secret, own.getPublicKey());
    return new Content(Buffer.buffer(chain), Buffer.buffer(secret));
  }

  private X509Certificate own(byte[] chain) throws IOException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(chain))
          .stream()
          .map(X509Certificate.class::cast)
          .findFirst()
          .orElseThrow(
              () -> new IOException("there is no certificate in '%s'".formatted(certificate)));
    } catch (CertificateException e) {
      throw new IOException("'%s' is not a PEM file of certificates".formatted(certificate), e);
    }
  }

  private void requireValid(X509Certificate own, Instant now) throws IOException {
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw new IOException(
          "the certificate in '%s' expired at %s; replace the file"
              .formatted(certificate, own.getNotAfter().toInstant()));
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw new IOException(
          "the certificate in '%s' is not valid before %s"
              .formatted(certificate, own.getNotBefore().toInstant()));
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("'%s' has more than %d bytes".formatted(file, MAX_BYTES));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '%s'".formatted(file), e);
    }
  }
}
