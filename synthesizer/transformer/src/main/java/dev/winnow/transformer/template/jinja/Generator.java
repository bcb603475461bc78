package dev.winnow.transformer.template.jinja;

import java.util.Iterator;

/** What may be read once, in order: the result of {@code map} or {@code selectattr}. */
record Generator(Iterator<Object> items) {}
