package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.language.LanguageTable;
import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which compilers and interpreters the sandbox has. */
public final class InstalledPrograms {
  private static final String FIND =
      "for program do if command -v \"$program\" > /dev/null; then echo \"$program\"; fi; done";
  private static final int MEBI = 1 << 20;
  private static final SandboxLimits LIMITS =
      new SandboxLimits(10, Duration.ofSeconds(30), 256L * MEBI, 0, 16L * MEBI, MEBI, 16);

  private InstalledPrograms() {}

  /** Returns the programs that a language needs, but for those that are compiled. */
  public static List<String> of(CodeLanguage language) {
    List<String> programs = new ArrayList<>();
    language.compile().ifPresent(command -> programs.add(command.split(" ", 2)[0]));
    Optional.of(language.run().getFirst())
        .filter(program -> !program.contains("/"))
        .ifPresent(programs::add);
    return programs;
  }

  /** Returns those of all languages that there are. */
  public static Set<String> find(Sandbox sandbox, LanguageTable languages)
      throws SandboxException, InterruptedException {
    Set<String> wanted = new TreeSet<>();
    languages
        .names()
        .forEach(name -> languages.find(name).ifPresent(one -> wanted.addAll(of(one))));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", FIND, "sh"));
    command.addAll(wanted);
    ProcessResult result = sandbox.run(LIMITS, command, new byte[0]);
    return new TreeSet<>(result.text().lines().toList());
  }
}
