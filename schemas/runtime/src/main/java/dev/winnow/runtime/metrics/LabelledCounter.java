package dev.winnow.runtime.metrics;

/**
 * A counter with labels. A method takes the values of the metric's labels, in their order; one of
 * another number of labels must not be called. Thread-safe, and cheap: a tuple of values that was
 * counted before costs a look-up for each label and allocates nothing.
 */
public final class LabelledCounter {
  private final LabelNode root;
  private final int labels;

  LabelledCounter(LabelNode root, int labels) {
    this.root = root;
    this.labels = labels;
  }

  /** Adds 1 to a counter without labels. */
  public void increment() {
    add(1);
  }

  /** Adds 1. */
  public void increment(String one) {
    add(1, one);
  }

  /** Adds 1. */
  public void increment(String one, String two) {
    add(1, one, two);
  }

  /** Adds 1. */
  public void increment(String one, String two, String three) {
    add(1, one, two, three);
  }

  /** Adds 1. */
  public void increment(String one, String two, String three, String four) {
    add(1, one, two, three, four);
  }

  /** Adds an amount, at least 0, to a counter without labels. */
  public void add(double amount) {
    require(0);
    root.counter().increment(amount);
  }

  /** Adds an amount, at least 0. */
  public void add(double amount, String one) {
    require(1);
    root.child(one).counter().increment(amount);
  }

  /** Adds an amount, at least 0. */
  public void add(double amount, String one, String two) {
    require(2);
    root.child(one).child(two).counter().increment(amount);
  }

  /** Adds an amount, at least 0. */
  public void add(double amount, String one, String two, String three) {
    require(3);
    root.child(one).child(two).child(three).counter().increment(amount);
  }

  /** Adds an amount, at least 0. */
  public void add(double amount, String one, String two, String three, String four) {
    require(4);
    root.child(one).child(two).child(three).child(four).counter().increment(amount);
  }

  private void require(int given) {
    if (given != labels) {
      throw new IllegalArgumentException("%d labels, want %d".formatted(given, labels));
    }
  }
}
