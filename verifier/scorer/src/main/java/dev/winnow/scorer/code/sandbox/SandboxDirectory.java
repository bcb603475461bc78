package dev.winnow.scorer.code.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a process's sandboxes, which has the filter of system calls. It is named after
 * the process, so that the next one can delete it where a process was killed.
 */
final class SandboxDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxDirectory.class);
  private static final String FILTER = "seccomp.bpf";
  private static final String PREFIX = "winnow-code-";
  private static final Pattern OWNED = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

  private SandboxDirectory() {}

  /** Creates a directory for this process, and deletes those of processes that are gone. */
  static Path create() throws IOException {
    Path directory = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    deleteAbandoned(directory.resolveSibling("."));
    return directory;
  }

  static Path filter(Path directory) {
    return directory.resolve(FILTER);
  }

  /**
   * Deletes directories whose process has ended. One that cannot be deleted, such as another
   * user's, stays.
   */
  static void deleteAbandoned(Path parent) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : all) {
        Matcher name = OWNED.matcher(directory.getFileName().toString());
        if (name.matches() && isGone(Long.parseLong(name.group(1)))) {
          delete(directory);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be listed: {}", parent, e.toString());
    }
  }

  private static boolean isGone(long process) {
    return ProcessHandle.of(process).isEmpty();
  }

  private static void delete(Path directory) {
    try {
      if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(filter(directory));
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted: {}", directory, e.toString());
    }
  }
}
