package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares lists, sets, tuples and matrices element by element. */
final class Collections {
  /** An element with its name, if it has one. */
  private record Element(@Nullable Expr name, Expr value) {}

  private final Equivalence equivalence;
  private final MathPolicy policy;

  Collections(Equivalence equivalence, MathPolicy policy) {
    this.equivalence = equivalence;
    this.policy = policy;
  }

  Equality compare(Expr gold, Expr candidate) {
    if (gold instanceof Expr.Matrix a && candidate instanceof Expr.Matrix b) {
      boolean shape = a.rows() == b.rows() && a.columns() == b.columns();
      return shape ? inOrder(a.entries(), b.entries(), "matrix") : Equality.form("matrix shape");
    }
    if (gold instanceof Expr.Matrix a && rows(candidate) instanceof Expr.Matrix b) {
      return compare(a, b);
    }
    if (candidate instanceof Expr.Matrix b && rows(gold) instanceof Expr.Matrix a) {
      return compare(a, b);
    }
    if (gold instanceof Expr.Matrix m) {
      return candidate instanceof Expr.Group g
          ? vector(m, g, true)
          : Equality.form("matrix against value");
    }
    if (candidate instanceof Expr.Matrix m) {
      return gold instanceof Expr.Group g
          ? vector(m, g, false)
          : Equality.form("matrix against value");
    }
    if (gold instanceof Expr.Group a && candidate instanceof Expr.Group b) {
      return groups(a, b);
    }
    return Equality.different("collection against value");
  }

  /**
   * Returns a list of lists of one length as a matrix with those rows; other expressions unchanged.
   */
  private static Expr rows(Expr expr) {
    if (!(expr instanceof Expr.Group g) || g.bracket() != Bracket.SQUARE || g.items().isEmpty()) {
      return expr;
    }
    List<Expr> entries = new ArrayList<>();
    for (Expr item : g.items()) {
      if (!(item instanceof Expr.Group row) || row.bracket() != Bracket.SQUARE) {
        return expr;
      }
      entries.addAll(row.items());
    }
    int columns = ((Expr.Group) g.items().get(0)).items().size();
    boolean even = g.items().stream().allMatch(row -> ((Expr.Group) row).items().size() == columns);
    return even ? new Expr.Matrix(g.items().size(), columns, entries) : expr;
  }

  private Equality vector(Expr.Matrix matrix, Expr.Group group, boolean matrixIsGold) {
    boolean tuple = group.bracket() != Bracket.SET && (matrix.rows() == 1 || matrix.columns() == 1);
    if (!tuple) {
      return Equality.form("matrix against collection");
    }
    return matrixIsGold
        ? inOrder(matrix.entries(), group.items(), "vector")
        : inOrder(group.items(), matrix.entries(), "vector");
  }

  private Equality groups(Expr.Group gold, Expr.Group candidate) {
    Equality tuples = tuples(gold, candidate);
    return tuples == null ? lists(gold, candidate) : tuples;
  }

  /**
   * Compares lists of tuples, some of which may be written as assignments; returns null if they are
   * not such lists.
   */
  private @Nullable Equality tuples(Expr.Group gold, Expr.Group candidate) {
    List<Expr> a = Solutions.tuples(gold);
    List<Expr> b = Solutions.tuples(candidate);
    if (a != null && b == null) {
      return solutions(gold, a, candidate, true);
    }
    if (a == null && b != null) {
      return solutions(candidate, b, gold, false);
    }
    boolean repeated = isRepeated(gold) || isRepeated(candidate);
    boolean both = Solutions.areTuples(gold.items()) && Solutions.areTuples(candidate.items());
    if (both && isListOf(gold) && isListOf(candidate)) {
      return policy.unorderedLists() && (isLoose(gold.bracket()) || isLoose(candidate.bracket()))
          ? anyOrder(distinct(elements(gold)), distinct(elements(candidate)))
          : null;
    }
    if (!repeated || both) {
      return null;
    }
    Expr left = isRepeated(gold) ? gold.items().get(0) : gold;
    Expr right = isRepeated(candidate) ? candidate.items().get(0) : candidate;
    return equivalence.compare(left, right);
  }

  private static boolean isListOf(Expr.Group group) {
    return isLoose(group.bracket()) || group.bracket() == Bracket.SQUARE;
  }

  /** Returns whether this is one tuple written several times without brackets around. */
  private boolean isRepeated(Expr.Group group) {
    return group.bracket() == Bracket.BARE
        && Solutions.areTuples(group.items())
        && distinct(elements(group)).size() == 1;
  }

  /** Compares assignments with one tuple, or with a list of tuples. */
  private @Nullable Equality solutions(
      Expr.Group assignments, List<Expr> tuples, Expr.Group other, boolean assignmentsAreGold) {
    boolean list = Solutions.areTuples(other.items()) && isListOf(other);
    boolean tuple = !list && other.bracket() == Bracket.ROUND;
    if (!list && !tuple || distinctNames(elements(other)) > 0) {
      return null;
    }
    Expr stated =
        tuples.size() == 1 && tuple ? tuples.get(0) : new Expr.Group(Bracket.BARE, tuples);
    Equality decision =
        assignmentsAreGold
            ? equivalence.compare(stated, other)
            : equivalence.compare(other, stated);
    boolean asWritten = !decision.isEqual() && tuple && lists(assignments, other).isEqual();
    return asWritten ? Equality.unclear("order of names") : decision;
  }

  private Equality lists(Expr.Group gold, Expr.Group candidate) {
    List<Element> a = gold.bracket() == Bracket.SET ? distinct(elements(gold)) : elements(gold);
    List<Element> b =
        candidate.bracket() == Bracket.SET ? distinct(elements(candidate)) : elements(candidate);
    if (a.size() != b.size()) {
      return Equality.different("number of elements");
    }
    boolean loose = isLoose(gold.bracket()) && isLoose(candidate.bracket());
    if (loose && policy.unorderedLists() && !misnamed(a, b)) {
      return anyOrder(a, b);
    }
    if (!compatible(gold.bracket(), candidate.bracket(), a.size())) {
      return Equality.form("brackets");
    }
    return ordered(a, b);
  }

  /** A set contains each element once, however often it is written. */
  private List<Element> distinct(List<Element> written) {
    List<Element> kept = new ArrayList<>();
    for (Element element : written) {
      if (kept.stream().noneMatch(other -> same(other, element))) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static boolean isLoose(Bracket bracket) {
    return bracket == Bracket.BARE || bracket == Bracket.SET;
  }

  /** If several names are given on one side only, their values can only be matched in order. */
  private static boolean misnamed(List<Element> a, List<Element> b) {
    boolean bare =
        a.stream().allMatch(e -> e.name() == null) || b.stream().allMatch(e -> e.name() == null);
    return bare && (distinctNames(a) > 1 || distinctNames(b) > 1);
  }

  private static long distinctNames(List<Element> elements) {
    return elements.stream().map(Element::name).filter(n -> n != null).distinct().count();
  }

  private static boolean compatible(Bracket gold, Bracket candidate, int size) {
    boolean bare = gold == Bracket.BARE || candidate == Bracket.BARE;
    boolean halfOpen = isHalfOpen(gold) || isHalfOpen(candidate);
    boolean set = gold == Bracket.SET || candidate == Bracket.SET;
    return gold == candidate
        || bare && !halfOpen
        || size > 2 && !halfOpen && !set
        || size > 2 && (gold == Bracket.SQUARE || candidate == Bracket.SQUARE);
  }

  private static boolean isHalfOpen(Bracket bracket) {
    return bracket == Bracket.OPEN_CLOSED || bracket == Bracket.CLOSED_OPEN;
  }

  /**
   * Returns the elements with nested lists flattened; a name before the first of several bare
   * values names all of them.
   */
  private List<Element> elements(Expr.Group group) {
    List<Element> elements = new ArrayList<>();
    collect(group, elements);
    boolean leading = elements.size() > 1 && elements.get(0).name() != null;
    if (leading && elements.stream().skip(1).allMatch(e -> e.name() == null)) {
      Expr name = elements.get(0).name();
      elements.replaceAll(e -> new Element(name, e.value()));
    }
    return elements;
  }

  private void collect(Expr.Group group, List<Element> elements) {
    for (Expr item : group.items()) {
      Expr settled = Assignments.settled(item);
      Assignments.@Nullable Named named =
          settled instanceof Expr.Relation r && r.all(Op.EQUAL) ? Assignments.named(r) : null;
      if (settled instanceof Expr.Group inner && inner.bracket() == Bracket.BARE) {
        collect(inner, elements);
      } else if (named != null
          && named.value() instanceof Expr.Group inner
          && inner.bracket() == Bracket.BARE) {
        inner.items().forEach(i -> elements.add(new Element(named.name(), i)));
      } else if (named != null) {
        elements.add(new Element(named.name(), named.value()));
      } else {
        elements.add(new Element(null, settled));
      }
    }
  }

  private Equality inOrder(List<Expr> gold, List<Expr> candidate, String rule) {
    boolean same = gold.size() == candidate.size();
    for (int i = 0; same && i < gold.size(); i++) {
      same = equivalence.equal(gold.get(i), candidate.get(i));
    }
    return Equality.of(same, rule);
  }

  private Equality ordered(List<Element> gold, List<Element> candidate) {
    for (int i = 0; i < gold.size(); i++) {
      if (!same(gold.get(i), candidate.get(i))) {
        return Equality.different("element " + (i + 1));
      }
    }
    return Equality.equal("in order");
  }

  /** Greedy matching suffices, because equality is transitive. */
  private Equality anyOrder(List<Element> gold, List<Element> candidate) {
    if (gold.size() != candidate.size()) {
      return Equality.different("number of elements");
    }
    List<Element> left = new ArrayList<>(candidate);
    for (Element wanted : gold) {
      boolean found = false;
      for (int i = 0; i < left.size() && !found; i++) {
        if (same(wanted, left.get(i))) {
          left.remove(i);
          found = true;
        }
      }
      if (!found) {
        return Equality.different("missing element");
      }
    }
    return Equality.equal("in any order");
  }

  private boolean same(Element gold, Element candidate) {
    boolean names =
        gold.name() == null
            || candidate.name() == null
            || Assignments.sameName(gold.name(), candidate.name());
    return names && equivalence.equal(gold.value(), candidate.value());
  }

  /**
   * Compares set operations that interval arithmetic cannot decide: the same operands in any order.
   */
  Equality operations(Expr gold, Expr candidate) {
    if (!(gold instanceof Expr.SetOperation a)
        || !(candidate instanceof Expr.SetOperation b)
        || a.operator() != b.operator()) {
      return Equality.different("set operation");
    }
    boolean same = equivalence.equal(a.left(), b.left()) && equivalence.equal(a.right(), b.right());
    boolean swapped =
        a.operator() != Expr.SetOperator.DIFFERENCE
            && equivalence.equal(a.left(), b.right())
            && equivalence.equal(a.right(), b.left());
    return Equality.of(same || swapped, "set operation");
  }
}
