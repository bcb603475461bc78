package dev.winnow.schemas.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds where plug-ins come from, for error messages. */
final class PluginSource {
  private static final String SERVICES = "META-INF/services/";

  private PluginSource() {}

  /** Returns the name of the service file of an extension point. */
  static String serviceFile(Class<?> service) {
    return SERVICES + service.getName();
  }

  /** Returns the name of a class and the jar that holds it, if that is known. */
  static String of(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(jar -> "%s in %s".formatted(type.getName(), jar))
        .orElse(type.getName());
  }

  /**
   * Returns the service file that lists a class which an error names, with its jar; the bare name
   * of the service file if none does.
   */
  static String serviceFileNaming(Class<?> service, String error) {
    String file = serviceFile(service);
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      for (URL found : Collections.list(loader.getResources(file))) {
        if (classes(found).stream().anyMatch(error::contains)) {
          return found.toString();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The error is reported anyway, with less of its place.
    }
    return file;
  }

  private static List<String> classes(URL serviceFile) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(serviceFile.openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(name -> !name.isEmpty())
          .toList();
    }
  }
}
