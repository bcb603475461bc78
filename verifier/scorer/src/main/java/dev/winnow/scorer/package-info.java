/** Gives candidates numbers by running something slow: reward models and judges. */
@NullMarked
package dev.winnow.scorer;

import org.jspecify.annotations.NullMarked;
