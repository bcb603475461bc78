/** The life cycle of a stage: start, health, stop. */
@NullMarked
package dev.winnow.runtime;

import org.jspecify.annotations.NullMarked;
