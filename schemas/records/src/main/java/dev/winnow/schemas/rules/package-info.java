/** What a prompt and a recipe must keep to, and how ids and versions follow from content. */
@NullMarked
package dev.winnow.schemas.rules;

import org.jspecify.annotations.NullMarked;
