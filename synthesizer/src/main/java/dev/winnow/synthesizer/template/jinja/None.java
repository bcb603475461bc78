package dev.winnow.synthesizer.template.jinja;

/** Python's {@code None}. */
enum None {
  NONE
}
