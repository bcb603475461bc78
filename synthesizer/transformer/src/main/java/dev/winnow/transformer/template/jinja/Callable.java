package dev.winnow.transformer.template.jinja;

/** What a template may call. */
@FunctionalInterface
interface Callable {
  Object call(Rendering rendering, Arguments arguments);
}
