package dev.winnow.ops.local;

/**
 * Stops something when the process is told to end before it is done. RocksDB may crash a process
 * that ends while a database is open, and what is in use is not deleted. Thread-safe.
 */
public final class ExitHook implements AutoCloseable {
  private final Thread hook;

  /**
   * @param name of the thread
   * @param stop may run while other threads still work; the process ends when it returns
   */
  public ExitHook(String name, Runnable stop) {
    this.hook = new Thread(stop, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Nothing is stopped any more; returns false if the process ends already. */
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
