/** How what a reader stumbles over is said to people. */
@NullMarked
package dev.winnow.schemas.text;

import org.jspecify.annotations.NullMarked;
