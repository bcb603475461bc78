package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the module's README compiles and runs with the module's jar alone. */
class ReadmeExampleTest {
  @TempDir private Path directory;

  @Test
  void compilesAndRunsWithTheModulesJarAlone() throws Exception {
    String readme = Files.readString(Repository.file("verifier/math/README.md"));
    Path jar = jar();
    Path source = directory.resolve("Example.java");
    Files.writeString(source, between(readme, "```java\n", "```"));

    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                directory.toString(),
                "-classpath",
                jar.toString(),
                source.toString());
    String printed = run(List.of("-cp", jar + java.io.File.pathSeparator + directory, "Example"));

    assertThat(compiled).isZero();
    assertThat(printed.strip()).isEqualTo(between(readme, "It prints `", "`"));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  /** Returns the classes of this module as a jar, which the build makes only after the tests. */
  private Path jar() throws Exception {
    Path classes =
        Path.of(MathVerifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    Path jar = directory.resolve("winnow-math.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes.resolve("dev/winnow/math"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  private static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed;
  }
}
