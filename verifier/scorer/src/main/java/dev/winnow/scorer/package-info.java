/** Gives candidates numbers by running something slow: reward models, judges, programs. */
@NullMarked
package dev.winnow.scorer;

import org.jspecify.annotations.NullMarked;
