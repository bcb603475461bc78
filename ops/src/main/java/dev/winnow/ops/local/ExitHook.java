package dev.winnow.ops.local;

/**
 * Does something when the process is told to end before it is done, such as to stop a service:
 * RocksDB may crash a process that ends while a database is open. Thread-safe.
 */
public final class ExitHook implements AutoCloseable {
  private final Thread hook;

  /**
   * @param name of the thread
   * @param atExit may run while other threads still work; the process ends when it returns
   */
  public ExitHook(String name, Runnable atExit) {
    this.hook = new Thread(atExit, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Does nothing at the exit any more; returns false if the process ends already. */
  public boolean cancel() {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Override
  public void close() {
    boolean unused = cancel();
  }
}
