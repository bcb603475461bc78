package dev.winnow.runtime.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Issues signed JSON Web Tokens for client credentials (RFC 6749, section 4.4). */
public final class TokenServer implements AutoCloseable {
  private final HttpServer server;
  private final KeyPair keys;
  private final String expected;

  /** Starts a server that knows one client, whose name is the subject of its tokens. */
  public TokenServer(String client, String secret) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", exchange -> answer(exchange, client));
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:%d/token".formatted(server.getAddress().getPort());
  }

  /** Writes the key that verifies the tokens (RFC 7517). */
  public Path writeKeys(Path file) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Files.writeString(
        file,
        "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"k\", \"alg\": \"RS256\", \"use\": \"sig\", \"n\": \"%s\", \"e\": \"%s\"}]}"
            .formatted(number(key.getModulus()), number(key.getPublicExponent())));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, String client) throws IOException {
    exchange.getRequestBody().readAllBytes();
    @Nullable String given = exchange.getRequestHeaders().getFirst("Authorization");
    boolean isKnown = expected.equals(given);
    String body =
        isKnown
            ? "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 300}"
                .formatted(token(client))
            : "{\"error\": \"invalid_client\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(isKnown ? 200 : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String token(String subject) {
    long now = Instant.now().getEpochSecond();
    String head = encode("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"k\"}");
    String claims =
        encode(
            "{\"iss\": \"test-issuer\", \"sub\": \"%s\", \"iat\": %d, \"exp\": %d, \"aud\": \"kafka\", \"scope\": \"kafka\"}"
                .formatted(subject, now, now + 300));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
      return head + "." + claims + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return encode(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
