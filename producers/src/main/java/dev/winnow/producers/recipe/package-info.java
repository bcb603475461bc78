/** Recipe files: YAML or JSON to a recipe, or to everything that is wrong with it. */
@NullMarked
package dev.winnow.producers.recipe;

import org.jspecify.annotations.NullMarked;
