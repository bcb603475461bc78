/**
 * The part of the Jinja2 language that chat templates use, with Python's semantics: text in, text
 * out. No file, class or network is reachable from a template, and every rendering is bounded.
 */
@NullMarked
package dev.winnow.transformer.template.jinja;

import org.jspecify.annotations.NullMarked;
