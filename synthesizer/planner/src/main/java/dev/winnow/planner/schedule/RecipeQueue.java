package dev.winnow.planner.schedule;

import java.nio.ByteBuffer;

/**
 * Where a recipe stands among those that share its pool: its prompts wait in two queues, numbered
 * from head to tail.
 *
 * @param onOrder candidates ordered or claimed that have no verdict yet
 * @param served candidates that it got for its priority, beginning where the others were
 * @param begun prompts that have had a round
 * @param fresh prompts that have had none
 */
record RecipeQueue(int onOrder, double served, Queue begun, Queue fresh) {
  private static final int BYTES = Integer.BYTES + Double.BYTES + 4 * Long.BYTES;

  /** Numbers in use: from head, up to but without tail. */
  record Queue(long head, long tail) {
    static final Queue EMPTY = new Queue(0, 0);

    boolean isEmpty() {
      return head == tail;
    }

    Queue longer() {
      return new Queue(head, tail + 1);
    }

    Queue shorter() {
      return new Queue(head + 1, tail);
    }
  }

  static RecipeQueue startingAt(double served) {
    return new RecipeQueue(0, served, Queue.EMPTY, Queue.EMPTY);
  }

  boolean isWaiting() {
    return !begun.isEmpty() || !fresh.isEmpty();
  }

  boolean isIdle() {
    return onOrder == 0 && !isWaiting();
  }

  RecipeQueue ordered(int candidates, int priority) {
    return new RecipeQueue(
        onOrder + candidates, served + (double) candidates / priority, begun, fresh);
  }

  /**
   * Returns the queue with at least this service counted, so that a recipe that was idle does not
   * overtake the others.
   */
  RecipeQueue startingFrom(double least) {
    return new RecipeQueue(onOrder, Math.max(served, least), begun, fresh);
  }

  /**
   * Returns the queue with fewer candidates on order, never below 0: a verdict may still come for a
   * recipe that was deleted and published again.
   */
  RecipeQueue freed(int candidates) {
    return new RecipeQueue(Math.max(0, onOrder - candidates), served, begun, fresh);
  }

  RecipeQueue withBegun(Queue queue) {
    return new RecipeQueue(onOrder, served, queue, fresh);
  }

  RecipeQueue withFresh(Queue queue) {
    return new RecipeQueue(onOrder, served, begun, queue);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putInt(onOrder)
        .putDouble(served)
        .putLong(begun.head())
        .putLong(begun.tail())
        .putLong(fresh.head())
        .putLong(fresh.tail())
        .array();
  }

  static RecipeQueue fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new RecipeQueue(
        in.getInt(),
        in.getDouble(),
        new Queue(in.getLong(), in.getLong()),
        new Queue(in.getLong(), in.getLong()));
  }
}
