package dev.winnow.scorer.code.suite;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python pickle (protocols 2 to 5) of text, numbers, truth values, lists, tuples and dicts.
 * Python's own reader imports and calls whatever the pickle names; this one knows no instruction
 * that names anything. Only text can be used twice, so that the result is no larger than the
 * pickle. Not thread-safe.
 */
final class PickleReader {
  private static final int MAX_VALUES = 1_000_000;
  private static final int MAX_DEPTH = 100;
  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final ByteBuffer bytes;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private int values;

  PickleReader(byte[] pickle) {
    this.bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the value: a String, a Long, a Double, a Boolean, a List, a Map, or NONE.
   *
   * @throws BadTestsException if it is anything else
   */
  Object read() throws BadTestsException {
    try {
      for (int operation = next(); operation != '.'; operation = next()) {
        if (++values > MAX_VALUES) {
          throw new BadTestsException("the pickle has too many values");
        }
        step(operation);
      }
      if (stack.size() != 1 || stack.peek() == MARK) {
        throw new BadTestsException("the pickle is damaged");
      }
      checkDepth(stack.element(), 0);
      return stack.element();
    } catch (BufferUnderflowException | java.util.NoSuchElementException | ClassCastException e) {
      throw new BadTestsException("the pickle is damaged");
    }
  }

  private int next() {
    return bytes.get() & 0xFF;
  }

  private void step(int operation) throws BadTestsException {
    switch (operation) {
      case 0x80 -> next(); // The protocol.
      case 0x95 -> bytes.getLong(); // The size of a frame.
      case 0x8C -> stack.push(text(next()));
      case 'X' -> stack.push(text(bytes.getInt()));
      case 0x8D -> stack.push(text(bytes.getLong()));
      case 0x94 -> memo.put(memo.size(), stack.element());
      case 'q' -> memo.put(next(), stack.element());
      case 'r' -> memo.put(bytes.getInt(), stack.element());
      case 'h' -> stack.push(known(next()));
      case 'j' -> stack.push(known(bytes.getInt()));
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) next());
      case 'M' -> stack.push((long) (bytes.getShort() & 0xFFFF));
      case 'J' -> stack.push((long) bytes.getInt());
      case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong())));
      case ']', ')' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case '(' -> stack.push(MARK);
      default -> gather(operation);
    }
  }

  private void gather(int operation) throws BadTestsException {
    switch (operation) {
      case 'a' -> add(List.of(stack.pop()));
      case 'e' -> add(sinceMark());
      case 't', 'l' -> stack.push(sinceMark());
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 's' -> {
        Object value = stack.pop();
        put(List.of(stack.pop(), value));
      }
      case 'u' -> put(sinceMark());
      default ->
          throw new BadTestsException(
              "the pickle holds more than text, numbers, lists and dicts (instruction 0x%02x)"
                  .formatted(operation));
    }
  }

  private String text(long length) throws BadTestsException {
    if (length < 0 || length > bytes.remaining()) {
      throw new BadTestsException("the pickle is cut off");
    }
    byte[] utf8 = new byte[(int) length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private Object known(int key) throws BadTestsException {
    if (memo.get(key) instanceof String text) {
      return text;
    }
    throw new BadTestsException("the pickle uses a value twice that is no text");
  }

  private List<Object> sinceMark() {
    List<Object> items = new ArrayList<>();
    for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
      items.add(item);
    }
    return new ArrayList<>(items.reversed());
  }

  private void tuple(int size) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.addFirst(stack.pop());
    }
    stack.push(items);
  }

  @SuppressWarnings("unchecked") // Every list here was made here.
  private void add(List<Object> items) {
    ((List<Object>) stack.element()).addAll(items);
  }

  @SuppressWarnings("unchecked") // Every map here was made here.
  private void put(List<Object> items) {
    Map<Object, Object> map = (Map<Object, Object>) stack.element();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      map.put((String) items.get(i), items.get(i + 1));
    }
  }

  private static void checkDepth(Object value, int depth) throws BadTestsException {
    if (depth > MAX_DEPTH) {
      throw new BadTestsException("the pickle is too deep");
    }
    if (value instanceof List<?> items) {
      for (Object item : items) {
        checkDepth(item, depth + 1);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object item : map.values()) {
        checkDepth(item, depth + 1);
      }
    }
  }
}
