package dev.winnow.runtime.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
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
          case AuthenticationException e ->
              " (correct the user and password, or the certificate, in --client-properties)";
          case AuthorizationException e ->
              " (the broker's access rules do not let this user do it)";
          case InvalidReplicationFactorException e ->
              " (there are fewer brokers than copies: lower --topic-replication)";
          case UnsupportedVersionException e -> " (Kafka 4.2 or newer is needed)";
          default -> "";
        };
    String message = error.getMessage();
    return (message == null ? error.getClass().getSimpleName() : message) + advice;
  }
}
