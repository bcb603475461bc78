package dev.winnow.ops.cli.option;

import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may use the HTTP servers of a process. */
public final class HttpAccessOptions {
  private static final String FORMER_TOKEN = "WINNOW_TOKEN";

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      defaultValue = "${env:WINNOW_TOKENS}",
      description =
          "File of the tokens that requests must bear; see 'winnow tokens' (env WINNOW_TOKENS)."
              + " Without it, everybody who reaches the address may do everything.")
  private @Nullable Path tokens;

  @Option(
      names = "--unauthenticated",
      description = "Bind an address that other machines reach although there are no tokens.")
  private boolean unauthenticated;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "PEM file with the server's certificate and those that sign it; read again when it changes.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file with the private key of --tls-cert.")
  private @Nullable Path key;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description =
          "Host name that requests may be sent to, beside localhost, the bound host and IP"
              + " addresses; may be given several times.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--allowed-origin",
      paramLabel = "ORIGIN",
      description =
          "Origin, such as https://tools.example, of pages whose scripts may ask; may be given"
              + " several times. Pages of the server's own host always may.")
  private List<String> allowedOrigins = List.of();

  /** Returns the configuration of a server at this address. */
  public HttpAccessConfig config(String host, int port) {
    if (System.getenv(FORMER_TOKEN) != null) {
      throw new IllegalArgumentException(
          "%s is no longer read, and is not silently ignored either: make a token with 'winnow tokens add NAME --role publish --role read --role operate --tokens FILE', give --tokens FILE, and unset %s"
              .formatted(FORMER_TOKEN, FORMER_TOKEN));
    }
    return new HttpAccessConfig(
        host,
        port,
        Optional.ofNullable(tokens),
        unauthenticated,
        tls(),
        Set.copyOf(allowedHosts),
        Set.copyOf(allowedOrigins));
  }

  private Optional<TlsFiles> tls() {
    if (certificate != null && key != null) {
      return Optional.of(new TlsFiles(certificate, key));
    }
    if (certificate != null || key != null) {
      throw new IllegalArgumentException(
          "--tls-cert and --tls-key belong together: give both or neither");
    }
    return Optional.empty();
  }
}
