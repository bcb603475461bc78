package dev.winnow.training;

import dev.winnow.training.PairBatch.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An endless stream of batches, each of one family.
 *
 * <ol>
 *   <li>A family is drawn with the square root of its number of prompts as weight, so that a small
 *       one is seen often enough and a large one is used.
 *   <li>Prompts with both kinds of responses give one of each, drawn at random; every prompt has
 *       its turn before one comes again.
 *   <li>A third as many prompts with responses of one kind only give one.
 * </ol>
 */
final class PairBatches {
  private static final int PAIRED_TO_OTHERS = 3;

  private final int prompts;
  private final Random random;
  private final List<FamilyDecks> families = new ArrayList<>();

  /** A tokenized example. */
  record Tokens(int prompt, List<long[]> accepted, List<long[]> rejected) {
    private boolean hasPairs() {
      return !accepted.isEmpty() && !rejected.isEmpty();
    }
  }

  private record FamilyDecks(Deck paired, Deck others) {
    double weight() {
      return Math.sqrt(paired.size());
    }
  }

  /**
   * @param examples the tokenized examples of each family, at least one with both kinds
   * @param prompts prompts with both kinds in a batch
   */
  PairBatches(Map<String, List<Tokens>> examples, int prompts, long seed) {
    this.prompts = prompts;
    this.random = new Random(seed);
    new LinkedHashMap<>(examples).values().forEach(this::addFamily);
    if (families.isEmpty()) {
      throw new IllegalArgumentException(
          "no prompt has both an accepted and a rejected response to train on; sample more"
              + " candidates of each prompt");
    }
  }

  PairBatch next() {
    FamilyDecks family = drawFamily();
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(prompts, family.paired().size()); i++) {
      Tokens tokens = family.paired().next();
      add(tokens, true, texts);
      add(tokens, false, texts);
    }
    for (int i = 0; i < Math.min(prompts / PAIRED_TO_OTHERS, family.others().size()); i++) {
      Tokens tokens = family.others().next();
      add(tokens, !tokens.accepted().isEmpty(), texts);
    }
    return PairBatch.of(texts);
  }

  private void addFamily(List<Tokens> examples) {
    List<Tokens> paired = examples.stream().filter(Tokens::hasPairs).toList();
    List<Tokens> others =
        examples.stream()
            .filter(tokens -> !tokens.hasPairs())
            .filter(tokens -> !tokens.accepted().isEmpty() || !tokens.rejected().isEmpty())
            .toList();
    if (!paired.isEmpty()) {
      families.add(new FamilyDecks(new Deck(paired), new Deck(others)));
    }
  }

  private FamilyDecks drawFamily() {
    double at = random.nextDouble() * families.stream().mapToDouble(FamilyDecks::weight).sum();
    for (FamilyDecks family : families) {
      at -= family.weight();
      if (at < 0) {
        return family;
      }
    }
    return families.getLast();
  }

  private void add(Tokens tokens, boolean accepted, List<Text> texts) {
    List<long[]> some = accepted ? tokens.accepted() : tokens.rejected();
    texts.add(new Text(tokens.prompt(), accepted, some.get(random.nextInt(some.size()))));
  }

  /** Gives every card once, in random order, before it gives one again. */
  private final class Deck {
    private final List<Tokens> cards;
    private int given;

    Deck(List<Tokens> cards) {
      this.cards = new ArrayList<>(cards);
      Collections.shuffle(this.cards, random);
    }

    int size() {
      return cards.size();
    }

    Tokens next() {
      if (given == cards.size()) {
        Collections.shuffle(cards, random);
        given = 0;
      }
      return cards.get(given++);
    }
  }
}
