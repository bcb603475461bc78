package dev.winnow.scorer.code.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Reads a sandbox's standard error to its end, so that the program never waits for room in the
 * pipe: the line that says that the program begins, then the end of what the program wrote.
 * Bounded. Thread-safe.
 */
final class ErrorTail implements Runnable {
  private static final int MAX_CHARS = 4_000;

  private final InputStream stream;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final StringBuilder tail = new StringBuilder();
  private volatile boolean isReady;

  ErrorTail(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      readFirst(reader);
      begun.countDown();
      char[] buffer = new char[MAX_CHARS];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException e) {
      // The pipe was closed because the process was killed; there is no more to read.
    } finally {
      begun.countDown();
      ended.countDown();
    }
  }

  private void readFirst(BufferedReader reader) throws IOException {
    char[] first = (SandboxCommand.READY + "\n").toCharArray();
    for (int i = 0; i < first.length; i++) {
      int c = reader.read();
      if (c != first[i]) {
        append(first, i);
        if (c >= 0) {
          append(new char[] {(char) c}, 1);
        }
        return;
      }
    }
    isReady = true;
  }

  private synchronized void append(char[] chars, int count) {
    tail.append(chars, 0, count);
    if (tail.length() > MAX_CHARS) {
      tail.delete(0, tail.length() - MAX_CHARS);
    }
  }

  /** Waits until the program begins, or never will; returns whether it begins. */
  boolean awaitBegin() throws InterruptedException {
    begun.await();
    return isReady;
  }

  /** Waits for the end of the stream and returns the end of the text. */
  String awaitEnd() throws InterruptedException {
    ended.await();
    synchronized (this) {
      return tail.toString();
    }
  }
}
