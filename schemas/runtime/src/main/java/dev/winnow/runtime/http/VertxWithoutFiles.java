package dev.winnow.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Creates Vert.x for processes that serve no files from the class path. By default it makes a
 * directory for copies of such files, which a killed process leaves behind.
 */
public final class VertxWithoutFiles {
  private VertxWithoutFiles() {}

  /** Creates it with default settings otherwise. */
  public static Vertx create() {
    return create(new VertxOptions());
  }

  /** Creates it. */
  public static Vertx create(VertxOptions options) {
    return Vertx.vertx(
        options.setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false)));
  }
}
