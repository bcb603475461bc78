package dev.winnow.ops.local;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Configuration of the service in one process.
 *
 * @param directory directory of the broker's data, the state stores and, by default, the datasets
 * @param datasets where datasets are written
 * @param ports ports of the servers
 * @param pools pools whose request topics exist from the start
 * @param topics settings of the topics
 * @param format format of the data files
 * @param commitAfter maximum lag of the datasets
 */
public record LocalConfig(
    Path directory,
    DatasetsLocation datasets,
    LocalPorts ports,
    Set<String> pools,
    TopicSettings topics,
    Format format,
    Duration commitAfter) {
  /** Creates a configuration whose datasets are in a directory. */
  public LocalConfig(
      Path directory,
      Path datasets,
      LocalPorts ports,
      Set<String> pools,
      TopicSettings topics,
      Format format,
      Duration commitAfter) {
    this(directory, DatasetsLocation.of(datasets), ports, pools, topics, format, commitAfter);
  }
}
