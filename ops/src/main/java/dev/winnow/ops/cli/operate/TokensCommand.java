package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.runtime.access.AccessToken;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.access.TokenFile;
import dev.winnow.runtime.access.TokenQuota;
import dev.winnow.runtime.access.TokenSecret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(add | list | remove)",
    description =
        "Makes and removes the tokens of the gateway and the operations port. The file holds their"
            + " hashes; servers read it again when it changes.",
    footer = {
      "",
      "Roles: publish (prompts), read (progress, recipes, metrics), operate (recipes, retries),",
      "verify (responses that are judged at once).",
      "",
      "Examples:",
      "  winnow tokens add ci --role publish --role read --tokens tokens.json",
      "  winnow tokens add prometheus --role read --requests-per-second 2 --tokens tokens.json",
      "  winnow tokens remove ci --tokens tokens.json"
    })
public final class TokensCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The option that all of its commands take. */
  static final class TokensFile {
    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        required = true,
        defaultValue = "${env:WINNOW_TOKENS}",
        description = "The file.")
    private Path file;
  }

  /** A token as it is listed; no limit is null. */
  private record ListedToken(
      String name,
      Set<Role> roles,
      Optional<Double> requestsPerSecond,
      Optional<Double> bytesPerSecond) {
    static ListedToken of(AccessToken token) {
      return new ListedToken(
          token.name(),
          token.roles(),
          limited(token.quota().requestsPerSecond()),
          limited(token.quota().bytesPerSecond()));
    }

    private static Optional<Double> limited(double perSecond) {
      return Double.isInfinite(perSecond) ? Optional.empty() : Optional.of(perSecond);
    }
  }

  /** A token that was made, with its secret, this once. */
  private record MadeToken(ListedToken token, String secret) {}

  /** What was removed. */
  private record RemovedToken(String removed) {}

  /** A change of the file; an empty file is one without tokens. */
  private interface Change {
    List<AccessToken> of(List<AccessToken> tokens);
  }

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "say what to do: add, list or remove");
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it, this once.")
  int add(
      @Parameters(paramLabel = "NAME", description = "Name of the token in logs.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description =
                  "What it permits: ${COMPLETION-CANDIDATES}; may be given several times.")
          Set<Role> roles,
      @Option(
              names = "--requests-per-second",
              paramLabel = "N",
              defaultValue = "Infinity",
              description = "Mean requests in a second (default: no limit).")
          double requests,
      @Option(
              names = "--bytes-per-second",
              paramLabel = "N",
              defaultValue = "Infinity",
              description = "Mean size of bodies in a second (default: no limit).")
          double bytes,
      @Mixin TokensFile tokens,
      @Mixin JsonOption json)
      throws IOException {
    String secret = TokenSecret.generate();
    AccessToken token =
        new AccessToken(name, TokenSecret.hash(secret), roles, new TokenQuota(requests, bytes));
    Path file = tokens.file;
    change(
        file,
        before -> {
          if (before.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException(
                "'%s' has a token named '%s'; remove it first, or choose another name"
                    .formatted(file, name));
          }
          List<AccessToken> more = new ArrayList<>(before);
          more.add(token);
          return more;
        });
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(new MadeToken(ListedToken.of(token), secret), out);
      return 0;
    }
    out.println(secret);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf("token '%s' may: %s. It is not shown again.%n", name, Role.words(roles));
    err.flush();
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the tokens, without the secrets, which nobody has.")
  int list(@Mixin TokensFile tokens, @Mixin JsonOption json) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(TokenFile.read(tokens.file).stream().map(ListedToken::of).toList(), out);
      return 0;
    }
    out.printf("%-24s %-24s %12s %14s%n", "name", "roles", "requests/s", "bytes/s");
    for (AccessToken token : TokenFile.read(tokens.file)) {
      out.printf(
          "%-24s %-24s %12s %14s%n",
          token.name(),
          Role.words(token.roles()),
          limit(token.quota().requestsPerSecond()),
          limit(token.quota().bytesPerSecond()));
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a token; servers refuse it within about a second.")
  int remove(
      @Parameters(paramLabel = "NAME", description = "Name of the token.") String name,
      @Mixin TokensFile tokens,
      @Mixin JsonOption json)
      throws IOException {
    Path file = tokens.file;
    change(
        file,
        before -> {
          List<AccessToken> fewer =
              before.stream().filter(token -> !token.name().equals(name)).toList();
          if (fewer.size() == before.size()) {
            throw new IllegalArgumentException(
                "'%s' has no token named '%s'".formatted(file, name));
          }
          return fewer;
        });
    if (json.chosen()) {
      JsonOption.print(new RemovedToken(name), spec.commandLine().getOut());
    }
    return 0;
  }

  /** Two commands at once must not lose each other's change. */
  private static void change(Path file, Change change) throws IOException {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
    Files.createDirectories(directory);
    Path lock = directory.resolve("." + file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unused = channel.lock()) {
      List<AccessToken> before = Files.exists(file) ? TokenFile.read(file) : List.of();
      TokenFile.write(file, change.of(before));
    }
  }

  private static String limit(double perSecond) {
    return Double.isInfinite(perSecond) ? "-" : String.format(Locale.ROOT, "%.6g", perSecond);
  }
}
