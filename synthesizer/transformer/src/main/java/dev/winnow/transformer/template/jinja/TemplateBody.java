package dev.winnow.transformer.template.jinja;

/** What a block's body wrote: the value that the filters of the block begin with. */
enum TemplateBody {
  VALUE
}
