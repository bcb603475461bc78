package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.push.HubAddress;
import dev.winnow.ops.push.Push;
import dev.winnow.ops.push.PushReport;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = {
      "Uploads the datasets of a recipe to a dataset repository of a Hugging Face hub.",
      "It sends the files of the manifest with the card, and creates the repository if there is"
          + " none. Files that are there already are not sent again, so a push that was stopped"
          + " can be repeated. Sinks and compactions may run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  HF_TOKEN=... winnow push --datasets .winnow/datasets arithmetic me/arithmetic",
      "  winnow push --datasets .winnow/datasets --endpoint https://hub.example.org"
          + " --token-file token.txt arithmetic team/arithmetic"
    })
public final class PushCommand implements Callable<Integer> {
  private static final long MAX_TOKEN_BYTES = 4096;

  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      required = true,
      description = DatasetsHelp.EXISTING + ".")
  private DatasetsLocation datasets;

  @Option(
      names = "--endpoint",
      paramLabel = "ENDPOINT",
      defaultValue = "${env:HF_ENDPOINT:-https://huggingface.co}",
      description =
          "The hub (default: the environment variable HF_ENDPOINT, or https://huggingface.co).")
  private URI endpoint;

  @Option(
      names = "--revision",
      paramLabel = "REVISION",
      defaultValue = "main",
      description = "Branch to commit to (default: ${DEFAULT-VALUE}).")
  private String revision;

  @Option(
      names = "--private",
      description = "Make the repository private if it is created; an existing one stays as it is.")
  private boolean isPrivate;

  @Option(
      names = "--token-env",
      paramLabel = "NAME",
      defaultValue = "HF_TOKEN",
      description = "Environment variable that holds the access token (default: ${DEFAULT-VALUE}).")
  private String tokenVariable;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File that holds the access token, in place of the environment.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "Message of the commit (default: one that names the recipe).")
  private @Nullable String message;

  @Parameters(index = "0", paramLabel = "RECIPE", description = "Whose datasets are uploaded.")
  private String recipe;

  @Parameters(
      index = "1",
      paramLabel = "NAMESPACE/NAME",
      description = "The dataset repository, such as me/arithmetic.")
  private String repository;

  @Override
  public Integer call() throws IOException {
    try {
      return push(new HubAddress(endpoint, repository, revision), token());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int push(HubAddress address, String token) throws IOException {
    Push push = new Push(address, Optional.of(token), isPrivate, Backoff.DEFAULT);
    String summary = message == null ? "Rows of recipe %s".formatted(recipe) : message;
    try (Storage storage = datasets.open();
        ProgressBar bar = ProgressBars.of("push", -1).setUnit(" KB", 1 << 10).build()) {
      print(push.run(storage, recipe, summary, bar::maxHint, bar::stepBy), address);
    }
    return 0;
  }

  /** What was done, and the page that shows it. */
  private record Pushed(String page, PushReport push) {}

  private void print(PushReport report, HubAddress address) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(new Pushed(address.page().toString(), report), out);
      return;
    }
    if (report.commit().isEmpty()) {
      out.printf(
          "%s has all %,d files already, with %,d rows%n",
          address.page(), report.files(), report.rows());
    } else {
      out.printf(
          "%s has %,d files with %,d rows, commit %s: %,d new or changed, of which %,d were"
              + " uploaded; %,d replaced files deleted%n",
          address.page(),
          report.files(),
          report.rows(),
          report.commit().get(),
          report.changed(),
          report.uploaded(),
          report.deleted());
    }
    out.flush();
  }

  private String token() throws IOException {
    String where;
    @Nullable String text;
    if (tokenFile == null) {
      where = "environment variable '%s'".formatted(tokenVariable);
      text = System.getenv(tokenVariable);
    } else {
      where = "file '%s'".formatted(tokenFile);
      if (Files.size(tokenFile) > MAX_TOKEN_BYTES) {
        throw new IllegalArgumentException(where + " is too large to be a token");
      }
      text = Files.readString(tokenFile);
    }
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(where + " must hold the hub's access token");
    }
    if (text.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          where + " holds no access token; it has characters that no header may have");
    }
    return text.strip();
  }
}
