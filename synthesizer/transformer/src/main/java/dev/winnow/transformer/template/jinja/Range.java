package dev.winnow.transformer.template.jinja;

/** Python's range: {@code count} numbers beginning with {@code start}. */
record Range(long start, long stop, long step, int count) {
  Object get(int index) {
    return start + index * step;
  }
}
