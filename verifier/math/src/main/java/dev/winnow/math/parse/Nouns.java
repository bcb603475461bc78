package dev.winnow.math.parse;

import java.util.Locale;
import java.util.Set;

/**
 * The words after a value that do not change it: names of counted things, and words without
 * content. The list is closed on purpose.
 */
final class Nouns {
  private static final Set<String> COUNTED =
      Set.of(
          """
          accidents acres adults albums animals answers apartments apples apricots arrangements
          articles avocados babies bags balloons balls bananas barrels baskets beads beans bears
          beds beers bees birds biscuits blocks blankets boats books bottles bowls boxes boys
          bracelets bricks brothers brownies buckets bugs buildings burgers buses bushes bushels
          businesses butterflies cabbages cabins cages cakes calories calls cameras campers cans
          candies candles candy cards carrots cars cartons cases cats cells chairs chapters
          cherries chickens children chips chocolates choices circles classes classmates clients
          coats coconuts coins colors colours combinations companies computers cones containers
          cookies corners counters countries couples courses cows crayons crates cubes cucumbers
          cupcakes cups customers cuts cycles dates daughters deer desks diagonals diamonds
          digits dinners dishes dogs dolls donkeys donuts doors doughnuts dots drawers dresses
          drinks drops ducks ears edges eggs elements elephants elves employees engineers entries
          envelopes episodes erasers errors events exams eyes faces factors families fans farmers
          fields files fingers fish fishes flags floors flowers followers foxes friends frogs
          fruits functions games gardens geese gifts girls glasses goals goats grapefruits grapes
          groups guests guitars guppies hairs hamburgers hamsters hats heads hearts hens holes
          horses hotdogs houses inhabitants integers intersections invitations items jackets jars
          jeans jellybeans jobs joules jumps keys kids kilowatts kittens kiwis knives ladies
          ladybugs lamps laps lawns leaves legs lemons lessons letters levels lilies lines lions
          lists lollipops lunches machines magazines magnets mangoes mangos marbles markers masks
          matches meals medals melons members men messages mice microphones mistakes monkeys
          moves movies muffins mugs mushrooms nails necklaces necks newspapers newtons notebooks
          notes numbers nuts oranges orders outcomes outfits oysters packages packets packs pages
          paintings pairs pancakes pants papers parents parties parts passengers pastries
          patients peaches peanuts pears pearls pencils pens people peppers permutations persons
          petals photographs photos pictures pieces pies pigs pills pineapples pizzas places
          plants plates players points poles pots potatoes presents primes prizes problems
          programs projects pumpkins puppies puzzles questions quizzes rabbits races rectangles
          relatives residents ribbons riders rings roots rocks rolls rooms roses rounds rows
          rubies rulers sandals sandwiches scarves schools seats seashells seeds segments
          sentences servings sets sheep sheets shells shelves shirts shoes shops shots siblings
          sides sisters skirts slices snacks snakes socks soldiers solutions songs sons souvenirs
          spaces spiders spoons squares squirrels stamps stars stations steps stickers sticks
          stones stores stories straws strawberries stripes students subjects subsets suits
          sunflowers sweets swimmers symbols tables tablets tanks teachers teams tenants tents
          terms tests texts tickets tiles toes tomatoes tourists towels toys tracks trains trays
          trees triangles trips trucks tubes turtles umbrellas uniforms values vases vehicles
          vertices videos villagers visitors visits volts votes walls watches watermelons watts
          wheels windows women wolves words workers worms zebras zeros apple ball book boy car
          card cat chair child coin cookie cup day dog egg face friend girl gift group hat house
          item marble member minute page pair pen pencil person piece player point slice sticker
          student team ticket toy tree way word text ways routes paths options
          """
              .strip()
              .split("\\s+"));

  /** Words that do not change the value next to them. */
  private static final Set<String> EMPTY =
      Set.of(
          """
          any in total altogether all together overall each per of the a an different distinct
          possible whole such exactly only left remaining here there long tall wide high deep old
          away apart ago later cost profit
          """
              .strip()
              .split("\\s+"));

  private Nouns() {}

  static boolean isKnown(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return COUNTED.contains(lower) || EMPTY.contains(lower);
  }
}
