package dev.winnow.verifier.json;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the calls of an answer with those of a reference. */
final class CallMatching {
  private final List<WantedCall> wanted;
  private final List<Call> found;

  /** Index of the wanted call that each found one is matched with, -1 for none. */
  private final int[] matched;

  private CallMatching(List<WantedCall> wanted, List<Call> found) {
    this.wanted = wanted;
    this.found = found;
    this.matched = new int[found.size()];
    Arrays.fill(matched, -1);
  }

  /** Returns the category of the first difference; empty if there is none. */
  static Optional<String> difference(List<WantedCall> wanted, List<Call> found, boolean ordered) {
    if (found.isEmpty() && !wanted.isEmpty()) {
      return Optional.of("NO_CALL");
    }
    if (found.size() < wanted.size()) {
      return Optional.of("MISSING_CALL");
    }
    if (found.size() > wanted.size()) {
      return Optional.of("EXTRA_CALL");
    }
    Optional<String> inOrder = inOrder(wanted, found);
    if (inOrder.isEmpty()) {
      return inOrder;
    }
    boolean inAnyOrder = new CallMatching(wanted, found).matchesAll();
    return inAnyOrder ? Optional.of("WRONG_ORDER").filter(reason -> ordered) : inOrder;
  }

  private static Optional<String> inOrder(List<WantedCall> wanted, List<Call> found) {
    for (int i = 0; i < wanted.size(); i++) {
      Optional<String> difference = wanted.get(i).difference(found.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Matches by augmenting paths, because a schema may allow several of the found calls. */
  private boolean matchesAll() {
    for (int i = 0; i < wanted.size(); i++) {
      if (!match(i, new boolean[found.size()])) {
        return false;
      }
    }
    return true;
  }

  private boolean match(int want, boolean[] seen) {
    for (int i = 0; i < found.size(); i++) {
      if (!seen[i] && wanted.get(want).difference(found.get(i)).isEmpty()) {
        seen[i] = true;
        if (matched[i] < 0 || match(matched[i], seen)) {
          matched[i] = want;
          return true;
        }
      }
    }
    return false;
  }
}
