package dev.winnow.producers.gateway;

/** A store on disk cannot be read or written: its files are damaged, or the disk is full. */
public final class BrokenStoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** What is in the store must be taken as lost. */
  public BrokenStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
