/** Whether the pools of workers can sample, by what the workers say of themselves. */
@NullMarked
package dev.winnow.schemas.pool;

import org.jspecify.annotations.NullMarked;
