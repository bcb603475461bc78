/** Commands that list what recipes may name, and say what a recipe costs. */
@NullMarked
package dev.winnow.ops.cli.recipe;

import org.jspecify.annotations.NullMarked;
