package dev.winnow.worker.engine.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A llama.cpp server in a process of its own, which ends when its standard input is closed. */
final class LlamaServer implements AutoCloseable {
  static final String MODEL = "abacus";
  private static final int START_SECONDS = 60;
  private static final int END_SECONDS = 10;

  private final Process process;
  private final Path errors;
  private final int port;

  /**
   * Starts a server for a model.
   *
   * @throws IllegalStateException if it does not listen; the message has what it wrote to stderr
   */
  LlamaServer(NodePackages packages, Path gguf) throws IOException, InterruptedException {
    this.errors = packages.directory().resolve("server.stderr");
    this.process =
        new ProcessBuilder(List.of("node", "server.mjs", gguf.toAbsolutePath().toString(), MODEL))
            .directory(packages.directory().toFile())
            .redirectError(errors.toFile())
            .start();
    this.port = port();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port + "/v1");
  }

  /** Fails with what the server wrote to stderr if its process has ended. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the server ended with %d and said:%n%s".formatted(process.exitValue(), said()));
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private int port() throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(this::readPort).get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(
          "the server does not listen (%s) and said:%n%s".formatted(e, said()), e);
    }
  }

  private int readPort() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("port ")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("its output ended");
      }
      return Integer.parseInt(line.substring("port ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said() {
    try {
      return Files.readString(errors, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ')';
    }
  }
}
