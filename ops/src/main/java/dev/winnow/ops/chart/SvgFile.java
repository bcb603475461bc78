package dev.winnow.ops.chart;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes what is drawn as an SVG. Needs no display once {@link #withoutDisplay} was called. */
public final class SvgFile {
  private SvgFile() {}

  /** Lets charts be made in a process without a display. */
  public static void withoutDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  /**
   * Writes the file, replacing an older one; creates missing directories.
   *
   * @param width width of the page
   * @param height its height, in the same unit
   */
  public static void write(VectorGraphics2D graphics, int width, int height, Path file)
      throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Processors.get("svg")
          .getDocument(graphics.getCommands(), new PageSize(width, height))
          .writeTo(out);
    }
  }
}
