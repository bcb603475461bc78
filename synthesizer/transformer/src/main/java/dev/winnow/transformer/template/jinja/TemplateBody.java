package dev.winnow.transformer.template.jinja;

/** The output of a block's body, which is the first value of the block's filters. */
enum TemplateBody {
  VALUE
}
