package dev.winnow.ops.local;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.sink.row.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How everything runs in one process.
 *
 * @param directory holds the broker's data, the state stores and, unless told otherwise, the
 *     datasets
 * @param datasets directory of the datasets
 * @param kafkaPort port of the broker; the controller takes the next one
 * @param registryPort port of the schema registry
 * @param gatewayPort port of the gateway
 * @param pools pools whose requests topics exist from the start
 * @param topics settings of the topics
 * @param format of the data files
 * @param commitAfter how far the datasets may lag behind
 */
public record LocalConfig(
    Path directory,
    Path datasets,
    int kafkaPort,
    int registryPort,
    int gatewayPort,
    Set<String> pools,
    TopicSettings topics,
    Format format,
    Duration commitAfter) {}
