@NullMarked
package dev.winnow.ops.cli.recipe;

import org.jspecify.annotations.NullMarked;
