package dev.winnow.scorer.code;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Options of a worker that runs programs. */
public record CodeWorkerOptions(
    @PluginOption(
            help = "most candidates at one time; 0: as many as there are processors",
            defaultValue = "0",
            min = 0,
            max = 4096)
        int parallel,
    @PluginOption(
            help =
                "longest time for all tests of a candidate; one that takes longer is left"
                    + " undecided",
            defaultValue = "120",
            min = 1,
            max = 86_400,
            placeholder = "SECONDS")
        int totalSeconds,
    @PluginOption(
            help = "most processor time of a test, whatever recipes and tests say",
            defaultValue = "60",
            min = 1,
            max = 3600,
            placeholder = "SECONDS")
        int maxSeconds,
    @PluginOption(
            help = "most memory of a program, whatever recipes and tests say",
            defaultValue = "4096",
            min = 64,
            max = 1_048_576,
            placeholder = "MB")
        int maxMemoryMb,
    @PluginOption(
            help = "size of the one place where a program may write",
            defaultValue = "64",
            min = 1,
            max = 65_536,
            placeholder = "MB")
        int diskMb,
    @PluginOption(
            help = "longest output of a program",
            defaultValue = "16",
            min = 1,
            max = 256,
            placeholder = "MB")
        int outputMb,
    @PluginOption(
            help = "most processes and threads of a program",
            defaultValue = "64",
            min = 8,
            max = 4096)
        int processes,
    @PluginOption(help = "bubblewrap's program", defaultValue = "bwrap", placeholder = "PATH")
        String bwrap,
    @PluginOption(
            help = "a directory that programs may read besides /usr, such as a compiler's",
            placeholder = "DIRECTORY")
        List<Path> readOnly,
    @PluginOption(
            help =
                "a control group (v2) with memory and pids in its cgroup.subtree_control, to limit"
                    + " all processes of a program together",
            placeholder = "DIRECTORY")
        Optional<Path> cgroup,
    @PluginOption(
            help = "further languages, as JSON in the form of languages.json of this module",
            placeholder = "FILE")
        Optional<Path> languages,
    @PluginOption(
            help = "a server that runs the programs instead of this machine",
            placeholder = "URL")
        Optional<URI> runnerUrl,
    @PluginOption(help = "how that server speaks", defaultValue = "sandbox_fusion")
        RunnerDialect runnerDialect,
    @PluginOption(
            help = "environment variable that holds the server's key; left out, none is sent",
            placeholder = "NAME")
        Optional<String> runnerKeyEnv) {
  public CodeWorkerOptions {
    readOnly = List.copyOf(readOnly);
    OptionRules.inRange(
            CodeWorkerOptions.class,
            parallel,
            totalSeconds,
            maxSeconds,
            maxMemoryMb,
            diskMb,
            outputMb,
            processes,
            bwrap,
            readOnly,
            cgroup,
            languages,
            runnerUrl,
            runnerDialect,
            runnerKeyEnv)
        .orThrow();
  }

  /** Returns how many candidates are scored at one time. */
  int concurrency() {
    return parallel > 0 ? parallel : Runtime.getRuntime().availableProcessors();
  }
}
