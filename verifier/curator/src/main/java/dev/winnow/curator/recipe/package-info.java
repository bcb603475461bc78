/** A recipe's curation, compiled from the policies that are installed. */
@NullMarked
package dev.winnow.curator.recipe;

import org.jspecify.annotations.NullMarked;
