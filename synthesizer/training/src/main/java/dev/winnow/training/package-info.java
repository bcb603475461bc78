/**
 * Trains samplers from scratch, and samplers and reward models further, from datasets or a topic.
 */
@NullMarked
package dev.winnow.training;

import org.jspecify.annotations.NullMarked;
