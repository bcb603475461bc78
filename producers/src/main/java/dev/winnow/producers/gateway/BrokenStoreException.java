package dev.winnow.producers.gateway;

/** A store on disk cannot be read or written: its files are damaged, or the disk is full. */
public final class BrokenStoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception of a store whose content must be taken as lost. */
  public BrokenStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
