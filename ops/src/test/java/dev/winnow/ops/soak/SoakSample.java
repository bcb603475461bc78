package dev.winnow.ops.soak;

import dev.winnow.runtime.testing.PrometheusText.Families;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What the process used at one time.
 *
 * @param seconds since the start
 * @param heap bytes of live objects: what is used just after a collection of the whole heap
 * @param resident bytes in RAM, with files that are mapped
 * @param anonymous bytes in RAM that belong to no file: the heap and native memory
 * @param stores bytes of RocksDB's memtables and block caches
 * @param verdicts candidates that were judged so far
 * @param load processes of the whole machine that ran or waited to run, the mean of a minute
 */
record SoakSample(
    double seconds,
    double heap,
    double resident,
    double anonymous,
    double stores,
    double verdicts,
    double load) {
  static final String HEADER =
      "seconds,heap_bytes,resident_bytes,anonymous_bytes,rocksdb_bytes,verdicts,load";

  private static final int KIB = 1024;

  static SoakSample take(double seconds, Families scraped) throws IOException {
    System.gc();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new SoakSample(
        seconds,
        heap,
        status("VmRSS:"),
        status("RssAnon:"),
        sum(scraped, "winnow_rocksdb_memtable_bytes")
            + sum(scraped, "winnow_rocksdb_block_cache_bytes"),
        sum(scraped, "winnow_verdicts_total"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static double sum(Families scraped, String metric) {
    return scraped.find(metric).map(family -> family.sum(Map.of())).orElse(0.0);
  }

  String csv() {
    return String.format(
        Locale.ROOT,
        "%.0f,%.0f,%.0f,%.0f,%.0f,%.0f,%.2f",
        seconds,
        heap,
        resident,
        anonymous,
        stores,
        verdicts,
        load);
  }

  private static double status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key)) {
        return (double) Long.parseLong(line.replaceAll("\\D", "")) * KIB;
      }
    }
    throw new IOException("no %s in /proc/self/status".formatted(key));
  }
}
