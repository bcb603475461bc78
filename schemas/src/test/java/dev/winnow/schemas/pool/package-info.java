@NullMarked
package dev.winnow.schemas.pool;

import org.jspecify.annotations.NullMarked;
