package dev.winnow.transformer.template.jinja;

import java.util.Collection;

/** A dict's keys, values or items: has a length and an order, but cannot be indexed. */
record View(String name, Collection<Object> items) {}
