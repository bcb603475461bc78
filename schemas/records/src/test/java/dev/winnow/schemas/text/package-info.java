@NullMarked
package dev.winnow.schemas.text;

import org.jspecify.annotations.NullMarked;
