package dev.winnow.transformer.template.jinja;

/** Python's {@code None}. */
enum None {
  NONE
}
