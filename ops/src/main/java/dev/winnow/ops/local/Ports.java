package dev.winnow.ops.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
public final class Ports {
  private static final int ATTEMPTS = 100;

  /** The highest port there is. */
  public static final int HIGHEST = 65_535;

  private Ports() {}

  /** Returns a port that is free now and whose successor is free too. */
  public static int freePair() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = free(0);
      if (port > 0 && port < HIGHEST && free(port + 1) > 0) {
        return port;
      }
    }
    throw new IllegalStateException("no two free ports next to each other on this machine");
  }

  /** Returns whether a port can be listened on now. */
  public static boolean isFree(int port) {
    return free(port) > 0;
  }

  private static int free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (java.net.BindException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
