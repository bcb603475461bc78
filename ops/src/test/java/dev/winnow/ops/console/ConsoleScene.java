package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.RECIPE;
import static dev.winnow.ops.console.ConsoleRecords.letter;
import static dev.winnow.ops.console.ConsoleRecords.pair;
import static dev.winnow.ops.console.ConsoleRecords.progress;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.testing.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The four states of a service in which the pages are looked at. */
enum ConsoleScene {
  /** A stream that runs: prompts of all kinds, two versions, three workers, dead letters. */
  DEMO {
    @Override
    void play(ConsoleHarness console) throws Exception {
      KafkaConnection connection = console.connection();
      publish(console, recipe(100));
      publish(console, recipe(5_000));
      for (int i = 0; i < PROMPTS; i++) {
        Progress prompt = prompt(i);
        console.write(connection.topics().progress(), prompt.getPromptId(), prompt);
      }
      for (int i = 0; i < 6; i++) {
        judged(console, "word-problem-%03d".formatted(i));
      }
      String id = "word-problem-000";
      console.write(connection.topics().pairs(), id, pair(id, RIGHT, WRONG));
      console.report("synth-2f61", WorkerState.READY, 9);
      console.report("synth-a04c", WorkerState.READY, 210);
      console.report("synth-c77e", WorkerState.READY, 230);
      Instant now = Instant.now();
      dead(console, "NOT_AVRO", now.minusSeconds(7_000));
      dead(console, "NOT_AVRO", now.minusSeconds(600));
      dead(console, "INVALID_PROMPT", now.minusSeconds(42));
    }

    private void judged(ConsoleHarness console, String id) throws Exception {
      console.judge(id, 0, Outcome.REJECTED, "DIFFERENT_VALUE", WRONG);
      console.judge(id, 1, Outcome.ACCEPTED, "EQUAL", RIGHT);
      console.judge(id, 2, Outcome.ACCEPTED, "EQUAL", RIGHT.replace("First", "To begin"));
      console.judge(id, 3, Outcome.UNDECIDED, "NO_ANSWER", "I would have to guess.");
    }

    private Progress prompt(int i) {
      PromptState state =
          i < 6 ? PromptState.SAMPLING : i % 5 == 0 ? PromptState.EXHAUSTED : PromptState.SATISFIED;
      int rejected = state == PromptState.EXHAUSTED ? 20 + i : (i * 7) % 23;
      int accepted = state == PromptState.EXHAUSTED ? i % 3 : 4;
      return Progress.newBuilder(
              progress("word-problem-%03d".formatted(i), state, accepted, rejected))
          .setWanted(4)
          .setUnsolvable(state == PromptState.EXHAUSTED && accepted == 0)
          .build();
    }
  },

  /** A service to which nothing was published. */
  EMPTY {
    @Override
    void play(ConsoleHarness console) {}
  },

  /** A pool without a worker, another with a wrong key, and a recipe that waits for both. */
  STUCK {
    @Override
    void play(ConsoleHarness console) throws Exception {
      publish(console, recipe(5_000));
      for (int i = 0; i < PROMPTS; i++) {
        Progress waits =
            Progress.newBuilder(progress("waits-" + i, PromptState.SAMPLING, 0, 0))
                .setReasonCode("SERVER_BLOCKED")
                .setReason("pool \"test\": http://server/v1 answers 401: wrong key")
                .build();
        console.write(console.connection().topics().progress(), "waits-" + i, waits);
      }
      console.report("synth-2f61", WorkerState.BLOCKED, 0);
      Progress other =
          Progress.newBuilder(progress("other", PromptState.SAMPLING, 0, 0))
              .setRecipe("code")
              .setReasonCode("NO_WORKER")
              .setReason("pool \"code\": no worker")
              .build();
      console.write(console.connection().topics().progress(), "other", other);
    }
  },

  /** Texts that want to be more than text. */
  HOSTILE {
    @Override
    void play(ConsoleHarness console) throws Exception {
      publish(console, recipe(5_000));
      Progress hostile =
          Progress.newBuilder(progress(HOSTILE_ID, PromptState.EXHAUSTED, 1, 5))
              .setReason(MARKUP)
              .setMetadata(Map.of("family", MARKUP, "\u202Ereversed", "\u202Evalue"))
              .setUnsolvable(true)
              .build();
      console.write(console.connection().topics().progress(), HOSTILE_ID, hostile);
      Progress named =
          Progress.newBuilder(progress("named", PromptState.SAMPLING, 0, 0))
              .setRecipe(MARKUP)
              .build();
      console.write(console.connection().topics().progress(), "named", named);
      int index = 0;
      for (String text : HOSTILE_TEXTS) {
        console.judge(HOSTILE_ID, index++, Outcome.REJECTED, "DIFFERENT_VALUE", text);
      }
      console.judge(HOSTILE_ID, index, Outcome.ACCEPTED, "EQUAL", "it is $3$");
      console.write(
          console.connection().topics().pairs(),
          HOSTILE_ID,
          pair(HOSTILE_ID, MARKUP, "$".repeat(10_000)));
      console.write(
          console.connection().topics().deadLetters(), "p", letter(MARKUP, Instant.now(), MARKUP));
    }
  };

  static final String MARKUP =
      "<script>window.injected = 1</script><img src=x onerror='window.injected = 2'>\u202Eabc";
  static final String HOSTILE_ID = "<b>id</b>/\u202Etxt.exe";
  static final String[] HOSTILE_TEXTS = {
    MARKUP,
    "[click](javascript:window.injected=3) ![x](http://evil.example/x.png) <a"
        + " href='//evil.example'>x</a>",
    "$".repeat(10_000),
    "y".repeat(1 << 20),
    "[".repeat(5_000) + "\n\n" + ">".repeat(5_000) + "\n\n" + "*a_".repeat(3_000),
    "$\\href{javascript:window.injected=4}{x}$ $\\includegraphics{http://evil.example/x.png}$"
        + " $\\def\\a{\\a\\a}\\a$ $\\rule{99999em}{99999em}$ $\\htmlStyle{position:fixed}{x}$",
    "a\u0000b\u0007c \u200Fright to left \u2066 isolated"
  };

  static final int PROMPTS = 60;
  private static final String RIGHT =
      "First the boxes: $5 \\times 4 = 20$ tickets.\n\n"
          + "$$20 + 13 = \\frac{66}{2} = 33$$\n\n"
          + "| step | value |\n"
          + "| --- | ---: |\n"
          + "| boxes | 20 |\n"
          + "| all | 33 |\n\n"
          + "So the answer is **3**.";
  private static final String WRONG =
      "First the boxes: $5 \\times 4 = 25$ tickets.\n\n$$25 + 13 = 38$$\n\nSo the answer is **4**.";

  /** Writes the records of this state. */
  abstract void play(ConsoleHarness console) throws Exception;

  /** Writes what the sink writes beside its files. */
  static void describeDatasets(Path datasets) throws IOException {
    Path recipe = Files.createDirectories(datasets.resolve(RECIPE));
    Files.writeString(
        recipe.resolve("stats.json"),
        """
        {"accepted": {"rows": 792, "tokens": 25293, "by_reason": {"EQUAL": 792}},
         "rejected": {"rows": 1406, "tokens": 44180,
           "by_reason": {"DIFFERENT_VALUE": 1204, "DIFFERENT_UNIT": 202}},
         "undecided": {"rows": 31, "tokens": 9210, "by_reason": {"NO_ANSWER": 31}},
         "pairs": {"rows": 237, "tokens": 18714, "by_reason": {"max_min": 237}}}
        """);
    Files.writeString(
        recipe.resolve("manifest.jsonl"),
        """
        {"path": "arithmetic/accepted/part-1.parquet", "kind": "accepted", "bytes": 20984, "stats": {"rows": 400}}
        {"path": "arithmetic/accepted/part-2.parquet", "kind": "accepted", "bytes": 20501, "stats": {"rows": 392}}
        {"path": "arithmetic/pairs/part-1.parquet", "kind": "pairs", "bytes": 88211, "stats": {"rows": 237}}
        """);
  }

  static Recipe recipe(long candidates) {
    return Records.versioned(
        Recipe.newBuilder(Records.recipe())
            .setName(RECIPE)
            .setBudget(new Budget(candidates, null, null, null))
            .build());
  }

  private static void publish(ConsoleHarness console, Recipe recipe) throws Exception {
    console.write(console.connection().topics().recipes(), RECIPE, recipe);
  }

  private static void dead(ConsoleHarness console, String reason, Instant at) throws Exception {
    console.write(
        console.connection().topics().deadLetters(),
        "p",
        letter(reason, at, "{\"id\": \"p-17\", \"messages\": \"none\"}"));
  }
}
