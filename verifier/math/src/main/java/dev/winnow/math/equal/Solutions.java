package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts solutions written as assignments to tuples in the order of the names: {@code x=1, y=2 or
 * x=3, y=4} to (1,2), (3,4).
 */
final class Solutions {
  private Solutions() {}

  /** Returns whether every item is a tuple of at least two entries. */
  static boolean areTuples(List<Expr> items) {
    return !items.isEmpty()
        && items.stream()
            .allMatch(
                i ->
                    i instanceof Expr.Group g
                        && g.bracket() != Bracket.BARE
                        && g.items().size() > 1);
  }

  /** Returns the tuples stated by a bare list of assignments, or null if it states none. */
  static @Nullable List<Expr> tuples(Expr.Group group) {
    List<Assignments.Named> named = new ArrayList<>();
    if (group.bracket() != Bracket.BARE || !collect(group, named)) {
      return null;
    }
    List<String> names = names(named);
    int width = (int) names.stream().distinct().count();
    if (width < 2 || names.size() % width != 0) {
      return null;
    }
    List<Expr> tuples = new ArrayList<>();
    for (int from = 0; from < names.size(); from += width) {
      if (names.subList(from, from + width).stream().distinct().count() != width) {
        return null;
      }
      tuples.add(tuple(named.subList(from, from + width), names.subList(from, from + width)));
    }
    return tuples;
  }

  private static boolean collect(Expr.Group group, List<Assignments.Named> named) {
    for (Expr item : group.items()) {
      if (item instanceof Expr.Group inner && inner.bracket() == Bracket.BARE) {
        if (!collect(inner, named)) {
          return false;
        }
        continue;
      }
      Assignments.@Nullable Named one =
          item instanceof Expr.Relation r && r.all(Op.EQUAL) ? Assignments.named(r) : null;
      if (one == null || !(one.name() instanceof Expr.Sym || one.name() instanceof Expr.Constant)) {
        return false;
      }
      named.add(one);
    }
    return true;
  }

  /** Returns the names, without subscripts that number the solutions. */
  private static List<String> names(List<Assignments.Named> named) {
    List<String> full = named.stream().map(n -> name(n.name())).toList();
    List<String> stems = full.stream().map(n -> n.replaceAll("_.*", "")).toList();
    boolean numbered = full.stream().allMatch(n -> n.indexOf('_') > 0);
    return numbered && stems.stream().distinct().count() > 1 ? stems : full;
  }

  private static String name(Expr name) {
    return name instanceof Expr.Sym s
        ? s.name()
        : name.toString().toLowerCase(java.util.Locale.ROOT);
  }

  private static Expr tuple(List<Assignments.Named> named, List<String> names) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(names::get));
    return new Expr.Group(Bracket.ROUND, order.stream().map(i -> named.get(i).value()).toList());
  }
}
