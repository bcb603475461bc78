package dev.winnow.transformer.template.jinja;

/**
 * The value of a name or an attribute that does not exist: it prints nothing, is false and empty,
 * and any other use is an error.
 *
 * @param what the undefined name, for messages
 */
record UndefinedValue(String what) {
  TemplateException used() {
    return new TemplateException(what);
  }
}
