package dev.winnow.ops.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The directory of a KRaft broker's data. */
public final class BrokerDirectory {
  private BrokerDirectory() {}

  /**
   * Formats a directory; leaves one that is formatted.
   *
   * @param clusterId id of the cluster that a new directory belongs to
   * @param node number of the broker
   * @throws IOException if the directory cannot be written
   */
  public static void format(Path directory, String clusterId, int node) throws IOException {
    Files.createDirectories(directory);
    if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(node)
          .setDirectories(Set.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setUnstableFeatureVersionsEnabled(false)
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IOException(
          "cannot format the broker's directory '%s': %s".formatted(directory, e), e);
    }
  }
}
