/** Messages about unreadable input, and rules for text. */
@NullMarked
package dev.winnow.schemas.text;

import org.jspecify.annotations.NullMarked;
