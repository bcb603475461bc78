package dev.winnow.runtime.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A certificate authority in a directory. The JDK's {@code keytool} makes its certificates. */
public final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final Path store;

  /**
   * Files of a certificate.
   *
   * @param certificate PEM, with the authority's after it
   * @param key PEM, PKCS 8
   * @param both the certificate and the key in one PEM file, as Kafka reads key stores
   */
  public record Issued(Path certificate, Path key, Path both) {}

  /** Makes an authority whose files are in this directory. */
  public TestCertificates(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("authority-" + System.nanoTime() + ".p12");
    keytool(
        "-genkeypair", "-alias", "ca", "-dname", "CN=test-ca", "-ext", "bc:c", "-validity", "2");
  }

  /** Returns the PEM file of the authority's certificate. */
  public Path authority() {
    try {
      return write("ca-" + System.nanoTime() + ".pem", pem(keyStore().getCertificate("ca")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Issues a certificate for loopback that is valid now. */
  public Issued issue(String name) {
    return issue(name, "-1d", 2);
  }

  /** Issues a certificate for loopback that expired yesterday. */
  public Issued issueExpired(String name) {
    return issue(name, "-3d", 2);
  }

  private Issued issue(String name, String start, int days) {
    String alias = name + System.nanoTime();
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-startdate",
        start,
        "-validity",
        String.valueOf(days),
        "-signer",
        "ca");
    try {
      KeyStore keys = keyStore();
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : keys.getCertificateChain(alias)) {
        chain.append(pem(certificate));
      }
      Key secret = Objects.requireNonNull(keys.getKey(alias, PASSWORD.toCharArray()));
      String key = block("PRIVATE KEY", secret.getEncoded());
      return new Issued(
          write(alias + ".crt", chain.toString()),
          write(alias + ".key", key),
          write(alias + ".pem", key + chain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keyalg", "EC", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keyStore() throws GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  private static String block(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }
}
