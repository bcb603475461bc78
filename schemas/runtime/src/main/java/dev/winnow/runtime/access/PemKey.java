package dev.winnow.runtime.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key of a PEM file. */
final class PemKey {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  private PemKey() {}

  /**
   * Checks that the key belongs to the certificate. The two files are replaced one after the other;
   * a server that used one old and one new file would fail every handshake.
   *
   * @throws IOException if the file is not such a key, or not the certificate's
   */
  static void requireMatch(TlsFiles files, byte[] pem, PublicKey certified) throws IOException {
    if (!sign(files, pem, certified)) {
      throw new IOException(
          "the private key in '%s' is not that of the certificate in '%s'"
              .formatted(files.key(), files.certificate()));
    }
  }

  private static boolean sign(TlsFiles files, byte[] pem, PublicKey certified) throws IOException {
    Matcher key = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!key.find()) {
      throw new IOException(
          "'%s' has no 'BEGIN PRIVATE KEY' (PKCS 8, not encrypted); 'openssl pkcs8 -topk8 -nodes' converts other forms"
              .formatted(files.key()));
    }
    try {
      PrivateKey secret =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
      Signature signature = Signature.getInstance(algorithm(certified));
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A key of another kind than the certificate's cannot be read as one of its kind. The
      // exception is not passed on, because it may contain the key.
      return false;
    }
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
