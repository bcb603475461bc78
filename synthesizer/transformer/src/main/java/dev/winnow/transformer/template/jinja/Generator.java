package dev.winnow.transformer.template.jinja;

import java.util.Iterator;

/** A sequence that can be read once: the result of {@code map} or {@code selectattr}. */
record Generator(Iterator<Object> items) {}
