package dev.winnow.transformer.template.jinja;

/**
 * What a name or an attribute that does not exist gives: it prints nothing, is false and empty, and
 * using it further is an error.
 *
 * @param what what is undefined, for people
 */
record UndefinedValue(String what) {
  TemplateException used() {
    return new TemplateException(what);
  }
}
