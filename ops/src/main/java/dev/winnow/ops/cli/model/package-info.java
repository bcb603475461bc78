/** Commands that sample from models, and train and measure them. */
@NullMarked
package dev.winnow.ops.cli.model;

import org.jspecify.annotations.NullMarked;
