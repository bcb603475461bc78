/** What is installed, as recipes can name it. */
@NullMarked
package dev.winnow.ops.catalog;

import org.jspecify.annotations.NullMarked;
