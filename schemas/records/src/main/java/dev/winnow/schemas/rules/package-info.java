/** Rules for prompts and recipes, and ids and versions derived from content. */
@NullMarked
package dev.winnow.schemas.rules;

import org.jspecify.annotations.NullMarked;
