package dev.winnow.ops.bench.planner;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Prompts of a usual size: about 300 characters, with a short reference. */
final class WordProblems {
  private WordProblems() {}

  /** This many different ones under a recipe; the same for the same seed, but for their time. */
  static List<Prompt> of(String recipe, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Prompt> prompts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      prompts.add(problem(recipe, i, random));
    }
    return List.copyOf(prompts);
  }

  /** Names the problem that a prompt asks, under whatever recipe. */
  static String nameOf(Prompt prompt) {
    return prompt.getSource().orElse(prompt.getId());
  }

  private static Prompt problem(String recipe, int number, SplittableRandom random) {
    int trays = random.nextInt(11, 40);
    int each = random.nextInt(12, 49);
    int sold = random.nextInt(10, trays * each / 2);
    int given = random.nextInt(5, trays * each / 2);
    int more = 100 + number;
    int bag = random.nextInt(3, 13);
    String question =
        "Nora runs a small bakery by the harbour. On Monday she bakes %d trays with %d rolls each, sells %d rolls before noon and gives %d of what is left to the school next door. On Tuesday she bakes another %d rolls, and packs all that she has by then into bags of %d. How many rolls are left over that do not fill a bag?"
            .formatted(trays, each, sold, given, more, bag);
    int leftOver = (trays * each - sold - given + more) % bag;
    return prompt(recipe, number, question, String.valueOf(leftOver));
  }

  private static Prompt prompt(String recipe, int number, String question, String reference) {
    Prompt prompt =
        Prompt.newBuilder()
            .setId("")
            .setRecipe(recipe)
            .setMessages(List.of(RecordFactory.message("user", question)))
            .setReference(reference)
            .setSource("bench#" + number)
            .setPublishedAt(Instant.now())
            .build();
    prompt.setId(ContentHash.ofPrompt(prompt));
    return prompt;
  }
}
