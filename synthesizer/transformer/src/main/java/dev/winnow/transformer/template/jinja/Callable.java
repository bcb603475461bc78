package dev.winnow.transformer.template.jinja;

/** A value that a template can call. */
@FunctionalInterface
interface Callable {
  Object call(Rendering rendering, Arguments arguments);
}
