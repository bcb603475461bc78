package dev.winnow.runtime.kafka;

import dev.winnow.schemas.text.SafeText;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Explains errors of the broker and advises what to do. */
public final class BrokerErrors {
  private BrokerErrors() {}

  /** Returns the error in words, with advice where there is some. */
  public static String explain(@Nullable Throwable error) {
    if (error == null) {
      return "unknown error";
    }
    String advice =
        switch (error) {
          case TimeoutException e ->
              " (is the broker running, and reachable under --bootstrap-servers?)";
          case SslAuthenticationException e ->
              ": %s (correct the certificates: ssl.truststore.* must trust the broker's, and ssl.keystore.* in --client-properties must be valid)"
                  .formatted(root(e));
          case AuthenticationException e ->
              " (correct the user and password, or the token, in --client-properties)";
          case AuthorizationException e ->
              " (the broker's access rules do not let this user do it; 'winnow acls' prints those that each stage needs)";
          case InvalidReplicationFactorException e ->
              " (there are fewer brokers than copies: start the others, or lower --topic-replication and --replication)";
          case UnsupportedVersionException e -> " (Kafka 4.2 or newer is needed)";
          default -> "";
        };
    String message = error.getMessage() == null ? null : SafeText.mask(error.getMessage());
    return (message == null ? error.getClass().getSimpleName() : message) + advice;
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
