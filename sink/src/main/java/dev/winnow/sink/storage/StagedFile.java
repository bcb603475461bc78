package dev.winnow.sink.storage;

import java.io.IOException;
import java.io.OutputStream;

/** A data file that is being written. Exactly one of its two ends must be called. */
public abstract class StagedFile extends OutputStream {
  /** Makes the content durable. Afterwards the file can be opened and published. */
  public abstract void complete() throws IOException;

  /** Discards the file, complete or not. */
  public abstract void abandon() throws IOException;

  /** Does nothing: the stream that writes a file's format may close this one. */
  @Override
  public final void close() {}
}
